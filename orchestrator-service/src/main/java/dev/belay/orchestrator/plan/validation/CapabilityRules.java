package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.work.BackupWork;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.BackupStep;
import dev.belay.orchestrator.plan.step.CheckMigrationsStep;
import dev.belay.orchestrator.plan.step.CheckStep;
import dev.belay.orchestrator.plan.step.MaintenanceStep;
import dev.belay.orchestrator.plan.step.MigrateStep;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.RolloutStep;
import dev.belay.orchestrator.plan.step.RunStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.Undo;
import dev.belay.orchestrator.plan.step.WatchStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The environment has the programs, rights and places that the steps need, as its workers have found them. What is
 * lacking is a complaint, what could not be looked at a warning.
 */
final class CapabilityRules {
    private final EnvironmentAbilities environment;
    private final Complaints complaints;
    private final Complaints warnings;

    CapabilityRules(EnvironmentAbilities environment, Complaints complaints, Complaints warnings) {
        this.environment = environment;
        this.complaints = complaints;
        this.warnings = warnings;
    }

    /** @param name of a capability */
    private record Need(WorkerKind worker, String name) {}

    void judge(Step step) {
        needs(step)
                .forEach(need -> environment
                        .findCapability(need.worker(), need.name())
                        .ifPresent(capability -> judge(step, need.worker(), capability)));
    }

    private void judge(Step step, WorkerKind worker, Capability capability) {
        switch (capability.standing()) {
            case HAS -> {}
            case LACKS ->
                complaints.about(
                        step,
                        "lacking",
                        "needs " + capability.need() + ", which the " + where(worker) + " has found lacking: "
                                + capability.found() + ".",
                        capability.found(),
                        capability.need(),
                        capability.mend() + " The worker looks again by itself within seconds.");
            case UNKNOWN ->
                warnings.about(
                        step,
                        "not-known",
                        "needs " + capability.need() + ", of which the " + where(worker) + " does not know now: "
                                + capability.found() + ".",
                        capability.found(),
                        capability.need(),
                        "Nothing is refused for that.");
        }
    }

    private String where(WorkerKind worker) {
        return worker.label() + " worker of environment \"" + environment.environment() + "\""
                + environment
                        .findManifest(worker)
                        .map(manifest -> " (" + manifest.publishedAt() + ")")
                        .orElse("");
    }

    private List<Need> needs(Step step) {
        List<Need> needs = new ArrayList<>();
        StepDefinition definition = step.definition();
        if (definition instanceof MaintenanceStep) {
            add(needs, WorkerKind.ROLLOUT, Capability.MAINTENANCE_PROGRAMS);
        } else if (definition instanceof RolloutStep) {
            add(needs, WorkerKind.ROLLOUT, Capability.RELEASES_DIRECTORY, Capability.ROLLOUT_PROGRAMS);
        } else if (definition instanceof BackupStep backup) {
            addBackup(needs, backup);
        } else if (definition instanceof RehearseStep) {
            add(
                    needs,
                    WorkerKind.BACKUP,
                    Capability.DATABASE_LOGIN,
                    Capability.READ_ALL,
                    Capability.BACKUP_DIRECTORY,
                    Capability.DUMP_PROGRAM,
                    Capability.RESTORE_PROGRAM,
                    Capability.SCRATCH_LOGIN,
                    Capability.SCRATCH);
        } else if (definition instanceof MigrateStep migrate) {
            add(needs, WorkerKind.MIGRATION, Capability.DATABASE_LOGIN, Capability.CHANGE_SCHEMA);
            addUndo(needs, migrate.undo());
        } else if (definition instanceof OnlineMigrateStep online) {
            add(needs, WorkerKind.MIGRATION, Capability.DATABASE_LOGIN);
            addUndo(needs, online.undo());
        } else if (definition instanceof CheckMigrationsStep) {
            add(needs, WorkerKind.MIGRATION, Capability.DATABASE_LOGIN);
        } else if (definition instanceof RunStep run) {
            addTask(needs, run.task());
            addUndo(needs, run.undo());
        } else if (definition instanceof CheckStep check && asksTheDatabase(check)
                || definition instanceof WatchStep watch && asksTheDatabase(watch)) {
            add(needs, WorkerKind.HEALTHCHECK, Capability.READ_ONLY_LOGIN);
        }
        step.settings().offers().forEach(task -> addTask(needs, task));
        return needs;
    }

    private static void addBackup(List<Need> needs, BackupStep backup) {
        add(
                needs,
                WorkerKind.BACKUP,
                Capability.DATABASE_LOGIN,
                Capability.READ_ALL,
                Capability.BACKUP_DIRECTORY,
                Capability.BACKUP_ENCRYPTION,
                Capability.DUMP_PROGRAM);
        if (backup.verifications().contains(BackupWork.Verification.LIST)
                || backup.verifications().contains(BackupWork.Verification.RESTORE)) {
            add(needs, WorkerKind.BACKUP, Capability.RESTORE_PROGRAM, Capability.BACKUP_IDENTITY);
        }
        if (backup.verifications().contains(BackupWork.Verification.RESTORE)) {
            add(needs, WorkerKind.BACKUP, Capability.SCRATCH_LOGIN, Capability.SCRATCH);
        }
        if (backup.copyTo() != null) {
            add(needs, WorkerKind.BACKUP, Capability.programsOfCopies(backup.copyTo()));
        }
        if (backup.snapshot() != null) {
            add(needs, WorkerKind.BACKUP, Capability.ADMIN_LOGIN, Capability.CREATE_DATABASES, Capability.OWN_DATABASE);
        }
    }

    private void addTask(List<Need> needs, String task) {
        add(needs, WorkerKind.ROLLOUT, Capability.programsOf(task));
        environment
                .findTask(task)
                .map(Manifest.Task::undo)
                .ifPresent(undo -> add(needs, WorkerKind.ROLLOUT, Capability.programsOf(undo)));
    }

    private void addUndo(List<Need> needs, Undo undo) {
        if (undo instanceof Undo.Restore) {
            add(
                    needs,
                    WorkerKind.BACKUP,
                    Capability.ADMIN_LOGIN,
                    Capability.CREATE_DATABASES,
                    Capability.OWN_DATABASE,
                    Capability.OWN_OBJECTS,
                    Capability.RENAME_DATABASE);
        } else if (undo instanceof Undo.ByTask byTask) {
            add(needs, WorkerKind.ROLLOUT, Capability.programsOf(byTask.task()));
        }
    }

    private static boolean asksTheDatabase(CheckStep check) {
        return !check.database().equals(DatabaseExpectations.NOTHING)
                || check.http().stream().anyMatch(CapabilityRules::asksTheDatabase);
    }

    private static boolean asksTheDatabase(WatchStep watch) {
        return !watch.series().database().isEmpty()
                || watch.series().http().stream().anyMatch(CapabilityRules::asksTheDatabase);
    }

    private static boolean asksTheDatabase(HttpProbe probe) {
        return !probe.with().isEmpty();
    }

    private static void add(List<Need> needs, WorkerKind worker, String... names) {
        for (String name : names) {
            needs.add(new Need(worker, name));
        }
    }
}
