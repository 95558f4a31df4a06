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
import dev.belay.orchestrator.plan.StepDefinition;
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
        if (definition instanceof StepDefinition.Maintenance maintenance) {
            return new MaintenanceWork(maintenance.to());
        }
        if (definition instanceof StepDefinition.Backup backup) {
            return new BackupWork(
                    backup.verifications(),
                    backup.keep(),
                    plan.isGoneBackTo(step) ? BackupWork.WayBack.RESTORE : null,
                    backup.snapshot(),
                    backup.form(),
                    backup.copyTo());
        }
        if (definition instanceof StepDefinition.Prepare prepare) {
            return new RolloutWork(RolloutWork.Operation.PREPARE, new Release(prepare.version(), null), Map.of());
        }
        if (definition instanceof StepDefinition.Rollout rollout) {
            return new RolloutWork(
                    RolloutWork.Operation.ROLL_OUT, new Release(rollout.version(), null), rollout.settings());
        }
        if (definition instanceof StepDefinition.Migrate migrate) {
            return new MigrateWork(release(step), migrate.target(), migrate.apps());
        }
        if (definition instanceof StepDefinition.MigrateOnline online) {
            return new OnlineMigrateWork(online.operations(), online.recordAs());
        }
        if (definition instanceof StepDefinition.Run run) {
            return new RunWork(run.task(), run.arguments(), RunWork.Mode.REAL, release(step));
        }
        if (definition instanceof StepDefinition.Check check) {
            return check.work(release(step), baselines.logs(), baselines.reference());
        }
        if (definition instanceof StepDefinition.Baseline baseline) {
            return new BaselineWork(
                    baseline.series(), baseline.logs(), baseline.rows(), baseline.queries(), baseline.requests());
        }
        if (definition instanceof StepDefinition.CheckMigrations migrations) {
            return new MigrationStateWork(release(step), migrations.expectation());
        }
        if (definition instanceof StepDefinition.CheckAhead ahead) {
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
