package dev.belay.orchestrator.plan.step;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.belay.contracts.StepKind;

/**
 * What a step does.
 *
 * <p>Sets and maps keep one order, since a workflow that walks through them must do so in the same order when it is
 * replayed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ApproveStep.class, name = "approve"),
    @JsonSubTypes.Type(value = NotifyStep.class, name = "notify"),
    @JsonSubTypes.Type(value = MaintenanceStep.class, name = "maintenance"),
    @JsonSubTypes.Type(value = BackupStep.class, name = "backup"),
    @JsonSubTypes.Type(value = RehearseStep.class, name = "rehearse"),
    @JsonSubTypes.Type(value = PrepareStep.class, name = "prepare"),
    @JsonSubTypes.Type(value = RolloutStep.class, name = "rollout"),
    @JsonSubTypes.Type(value = MigrateStep.class, name = "migrate"),
    @JsonSubTypes.Type(value = OnlineMigrateStep.class, name = "migrate-online"),
    @JsonSubTypes.Type(value = RunStep.class, name = "run"),
    @JsonSubTypes.Type(value = CheckStep.class, name = "check"),
    @JsonSubTypes.Type(value = WatchStep.class, name = "watch"),
    @JsonSubTypes.Type(value = BaselineStep.class, name = "baseline"),
    @JsonSubTypes.Type(value = CheckMigrationsStep.class, name = "check-migrations"),
    @JsonSubTypes.Type(value = CheckAheadStep.class, name = "check-ahead"),
    @JsonSubTypes.Type(value = RequireRehearsalStep.class, name = "require-rehearsal"),
})
public sealed interface StepDefinition
        permits ApproveStep,
                NotifyStep,
                MaintenanceStep,
                BackupStep,
                RehearseStep,
                PrepareStep,
                RolloutStep,
                MigrateStep,
                OnlineMigrateStep,
                RunStep,
                CheckStep,
                WatchStep,
                BaselineStep,
                CheckMigrationsStep,
                CheckAheadStep,
                RequireRehearsalStep {
    StepKind kind();

    /** How it is taken back; what has no such word in a plan is taken back as its kind is. */
    default Undo undo() {
        return new Undo.ByKind();
    }

    /** Whether it cannot be done before the release has been laid out in a directory of its own. */
    default boolean needsRelease() {
        return false;
    }
}
