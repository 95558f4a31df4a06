package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.RehearseStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Workers that share a copy on the backup worker's own server see the same files, as the same user. */
final class PlaceRule {
    private static final String LOCAL = "scratch.local";

    private final EnvironmentAbilities environment;
    private final Complaints complaints;

    PlaceRule(EnvironmentAbilities environment, Complaints complaints) {
        this.environment = environment;
        this.complaints = complaints;
    }

    void judge(Step step) {
        Optional<Manifest> backup = environment.findManifest(WorkerKind.BACKUP);
        if (!(step.definition() instanceof RehearseStep rehearse)
                || backup.isEmpty()
                || !backup.get().abilities().features().contains(LOCAL)) {
            return;
        }
        List<WorkerKind> others = new ArrayList<>(List.of(WorkerKind.MIGRATION));
        if (rehearse.looks()) {
            others.add(WorkerKind.HEALTHCHECK);
        }
        others.stream()
                .filter(other -> environment
                        .findManifest(other)
                        .filter(manifest -> apart(manifest, backup.get()))
                        .isPresent())
                .forEach(other -> complaints.about(
                        step,
                        "workers-apart",
                        "works on a copy that the backup worker keeps on a server of its own, and the " + other.label()
                                + " worker of environment \"" + environment.environment()
                                + "\" runs on another host, in another container, or as another user.",
                        "workers in different places",
                        "the backup, migration and healthcheck workers in one place",
                        "Run them in one place, or name a scratch server under \"scratch\" of the environment file, which"
                                + " all of them reach."));
    }

    private static boolean apart(Manifest one, Manifest other) {
        String here = one.abilities().place();
        String there = other.abilities().place();
        return here != null && there != null && !Objects.equals(here, there);
    }
}
