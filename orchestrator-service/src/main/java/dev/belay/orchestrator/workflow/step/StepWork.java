package dev.belay.orchestrator.workflow.step;

import dev.belay.contracts.Release;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BaselineWork;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.contracts.work.RunWork;
import dev.belay.contracts.work.Work;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.BackupStep;
import dev.belay.orchestrator.plan.step.BaselineStep;
import dev.belay.orchestrator.plan.step.CheckAheadStep;
import dev.belay.orchestrator.plan.step.CheckMigrationsStep;
import dev.belay.orchestrator.plan.step.CheckStep;
import dev.belay.orchestrator.plan.step.MaintenanceStep;
import dev.belay.orchestrator.plan.step.MigrateStep;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import dev.belay.orchestrator.plan.step.PrepareStep;
import dev.belay.orchestrator.plan.step.RolloutStep;
import dev.belay.orchestrator.plan.step.RunStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker is asked for, for a step of a plan. */
public final class StepWork {
    private StepWork() {}

    /**
     * The work of the step itself.
     *
     * @throws IllegalArgumentException for a step that no worker carries out
     */
    public static Work of(Step step, Plan plan, Baselines baselines) {
        StepDefinition definition = step.definition();
        if (definition instanceof MaintenanceStep maintenance) {
            return new MaintenanceWork(maintenance.to());
        }
        if (definition instanceof BackupStep backup) {
            return new BackupWork(
                    backup.verifications(),
                    backup.keep(),
                    plan.isGoneBackTo(step) ? BackupWork.WayBack.RESTORE : null,
                    backup.snapshot(),
                    backup.form(),
                    backup.copyTo(),
                    null);
        }
        if (definition instanceof PrepareStep prepare) {
            return new RolloutWork(RolloutWork.Operation.PREPARE, new Release(prepare.version(), null), Map.of());
        }
        if (definition instanceof RolloutStep rollout) {
            return new RolloutWork(
                    RolloutWork.Operation.ROLL_OUT, new Release(rollout.version(), null), rollout.settings());
        }
        if (definition instanceof MigrateStep migrate) {
            return new MigrateWork(release(step), migrate.target(), migrate.apps());
        }
        if (definition instanceof OnlineMigrateStep online) {
            return new OnlineMigrateWork(online.operations(), online.recordAs());
        }
        if (definition instanceof RunStep run) {
            return new RunWork(run.task(), run.arguments(), RunWork.Mode.REAL, release(step));
        }
        if (definition instanceof CheckStep check) {
            return check.work(release(step), baselines.logs(), baselines.reference());
        }
        if (definition instanceof BaselineStep baseline) {
            return new BaselineWork(
                    baseline.series(), baseline.logs(), baseline.rows(), baseline.queries(), baseline.requests());
        }
        if (definition instanceof CheckMigrationsStep migrations) {
            return new MigrationStateWork(release(step), migrations.expectation());
        }
        if (definition instanceof CheckAheadStep ahead) {
            return new MigrationStateWork(
                    release(step),
                    null,
                    new MigrationStateWork.Ahead(ahead.target(), ahead.apps(), ahead.wayBack(), ahead.lint()));
        }
        throw new IllegalArgumentException("Step \"" + step.id() + "\" is not carried out by a worker");
    }

    static @Nullable Release release(Step step) {
        String version = step.version();
        return version == null ? null : new Release(version, null);
    }
}
