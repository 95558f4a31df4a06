package dev.belay.orchestrator.plan.reading.compilation;

import dev.belay.contracts.StepId;
import dev.belay.orchestrator.plan.step.MigrateStep;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.Rehearsed;
import dev.belay.orchestrator.plan.step.RolloutStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.Undo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which migrations each rehearsal of a plan tries: those of the steps that come later, each with its release. */
final class RehearsedMigrations {
    private final Map<StepId, List<Rehearsed>> migrations = new LinkedHashMap<>();
    private final Map<StepId, String> versions = new LinkedHashMap<>();

    void look(List<DraftPhase> phases, @Nullable String firstVersion) {
        String version = firstVersion;
        for (DraftPhase phase : phases) {
            for (DraftStep draft : phase.steps().filter(DraftStep::runs).toList()) {
                for (StepDefinition part : draft.parts()) {
                    if (part instanceof RolloutStep rollout) {
                        version = rollout.version();
                    }
                    look(draft.id(), part, version);
                }
            }
        }
    }

    private void look(StepId step, StepDefinition part, @Nullable String version) {
        if (part instanceof RehearseStep rehearse) {
            migrations.put(step, new ArrayList<>());
            String own = rehearse.version() == null ? version : rehearse.version();
            if (own != null) {
                versions.put(step, own);
            }
        } else if (part instanceof MigrateStep || part instanceof OnlineMigrateStep) {
            migrations.values().forEach(found -> found.add(new Rehearsed(step, version, part)));
        }
    }

    /** The definition with its migrations, where it is a rehearsal. */
    StepDefinition complete(StepId step, StepDefinition part) {
        if (!(part instanceof RehearseStep rehearse)) {
            return part;
        }
        List<Rehearsed> found = migrations.getOrDefault(step, List.of());
        return rehearse.of(
                found.isEmpty()
                        ? List.of(new Rehearsed(
                                null, versions.get(step), new MigrateStep(null, Map.of(), new Undo.ByKind())))
                        : found.stream()
                                .map(one -> rehearse.version() == null
                                        ? one
                                        : new Rehearsed(one.step(), rehearse.version(), one.migration()))
                                .toList());
    }
}
