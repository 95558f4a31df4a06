package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.CheckAheadStep;
import dev.belay.orchestrator.plan.step.CheckMigrationsStep;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.RequireRehearsalStep;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The environment is known, its file is valid and the same everywhere, and the workers that the plan needs are there. */
final class EnvironmentRules {
    private static final int DIGEST_SHOWN = 12;

    private final EnvironmentAbilities environment;
    private final Complaints complaints;

    EnvironmentRules(EnvironmentAbilities environment, Complaints complaints) {
        this.environment = environment;
        this.complaints = complaints;
    }

    /** Whether what the manifests say can be relied on, with a complaint where it cannot. */
    boolean usable() {
        if (environment.manifests().isEmpty()) {
            environment.removal().ifPresentOrElse(this::removed, this::unknown);
            return false;
        }
        environment
                .problems()
                .forEach(problem -> complaints.aboutEnvironment(
                        "invalid-environment",
                        "The file of environment \"" + environment.environment() + "\" cannot be used: " + problem,
                        problem,
                        "a valid environment file",
                        "Mend the file; its workers read it again by themselves."));
        Set<String> digests =
                environment.manifests().values().stream().map(Manifest::digest).collect(Collectors.toSet());
        if (digests.size() > 1) {
            differ();
        }
        if (environment.pools().size() > 1) {
            severalPools();
        }
        return environment.problems().isEmpty()
                && digests.size() == 1
                && environment.pools().size() == 1;
    }

    void judgeWorkers(Plan plan) {
        Set<WorkerKind> missing = EnumSet.noneOf(WorkerKind.class);
        for (Step step : plan.steps()) {
            workers(step).stream()
                    .filter(worker -> environment.findManifest(worker).isEmpty() && missing.add(worker))
                    .forEach(worker -> complaints.about(
                            step,
                            "missing-worker",
                            "needs the " + worker.label()
                                    + " worker, but none has published a manifest for environment \""
                                    + environment.environment() + "\".",
                            "no " + worker.label() + " worker",
                            "a " + worker.label() + " worker of that environment",
                            "Start it with that environment's file."));
        }
    }

    private void removed(ManifestRemoval removal) {
        String known = String.join(", ", new TreeSet<>(environment.known()));
        complaints.aboutEnvironment(
                "removed-environment",
                "Environment \"" + environment.environment() + "\" was removed: its file was gone when the "
                        + removal.worker().label() + " worker of pool \"" + removal.pool() + "\" looked at "
                        + removal.removedAt().truncatedTo(ChronoUnit.SECONDS) + ", and no worker has it now; expected "
                        + (known.isEmpty() ? "one that a worker has." : "one of " + known + "."),
                environment.environment(),
                known,
                "Put its file back among the environment files of its workers, or name another environment.");
    }

    private void severalPools() {
        String found = String.join(", ", new TreeSet<>(environment.pools()));
        complaints.aboutEnvironment(
                "environment-in-several-pools",
                "Environment \"" + environment.environment() + "\" is known to workers of several pools: " + found
                        + "; expected one, which its deployments are sent to.",
                found,
                "one pool",
                "Give all workers the same file, which names the pool, or name one of the environments otherwise.");
    }

    private void unknown() {
        String known = String.join(", ", new TreeSet<>(environment.known()));
        complaints.aboutEnvironment(
                "unknown-environment",
                "Environment \"" + environment.environment() + "\" is not known; expected "
                        + (known.isEmpty()
                                ? "one that a worker has published, and none has."
                                : "one of " + known + "."),
                environment.environment(),
                known,
                Complaints.didYouMean(
                        environment.environment(), environment.known(), "Start workers with that environment's file."));
    }

    private void differ() {
        String found = environment.manifests().values().stream()
                .map(manifest -> manifest.worker().label() + " "
                        + manifest.digest()
                                .substring(
                                        0,
                                        Math.min(DIGEST_SHOWN, manifest.digest().length())))
                .sorted()
                .collect(Collectors.joining(", "));
        complaints.aboutEnvironment(
                "environments-differ",
                "The workers have different files of environment \"" + environment.environment() + "\": " + found + ".",
                found,
                "the same file everywhere",
                "Give all workers the same file.");
    }

    /** What judges ahead needs no more than what it judges, which is found by itself. */
    private static List<WorkerKind> workers(Step step) {
        if (step.definition() instanceof CheckAheadStep || step.definition() instanceof RequireRehearsalStep) {
            return List.of();
        }
        if (step.definition() instanceof CheckMigrationsStep) {
            return List.of(WorkerKind.MIGRATION);
        }
        if (step.definition() instanceof RehearseStep rehearse) {
            return rehearse.looks()
                    ? List.of(WorkerKind.BACKUP, WorkerKind.MIGRATION, WorkerKind.HEALTHCHECK)
                    : List.of(WorkerKind.BACKUP, WorkerKind.MIGRATION);
        }
        return worker(step.kind()).stream().toList();
    }

    private static Optional<WorkerKind> worker(StepKind kind) {
        return switch (kind) {
            case MAINTENANCE, ROLLOUT, RUN, PREPARE, STOP -> Optional.of(WorkerKind.ROLLOUT);
            case BACKUP, REHEARSE, RESTORE -> Optional.of(WorkerKind.BACKUP);
            case MIGRATE -> Optional.of(WorkerKind.MIGRATION);
            case CHECK, WATCH, BASELINE -> Optional.of(WorkerKind.HEALTHCHECK);
            case APPROVE, NOTIFY, QUIESCE -> Optional.empty();
        };
    }
}
