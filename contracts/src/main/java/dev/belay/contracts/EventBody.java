package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can happen in a deployment. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EventBody.DeploymentStarted.class, name = "deployment-started"),
    @JsonSubTypes.Type(value = EventBody.StatusChanged.class, name = "status-changed"),
    @JsonSubTypes.Type(value = EventBody.StepAdded.class, name = "step-added"),
    @JsonSubTypes.Type(value = EventBody.StepChanged.class, name = "step-changed"),
    @JsonSubTypes.Type(value = EventBody.UndoRecorded.class, name = "undo-recorded"),
    @JsonSubTypes.Type(value = EventBody.DecisionNeeded.class, name = "decision-needed"),
    @JsonSubTypes.Type(value = EventBody.DecisionMade.class, name = "decision-made"),
    @JsonSubTypes.Type(value = EventBody.NotificationRequested.class, name = "notification-requested"),
    @JsonSubTypes.Type(value = EventBody.Noted.class, name = "noted"),
})
public sealed interface EventBody {

    /** The first event: what will run, where, and who asked for it. */
    record DeploymentStarted(
            PlanOutline plan, String environment, String requestedBy, Map<String, String> parameters, String comment)
            implements EventBody {
        public DeploymentStarted {
            parameters = Map.copyOf(parameters);
        }
    }

    /** A plan as people see it. */
    record PlanOutline(String name, String description, List<PhaseOutline> phases) {
        public PlanOutline {
            phases = List.copyOf(phases);
        }
    }

    /** A phase as people see it. */
    record PhaseOutline(String name, List<StepOutline> steps) {
        public PhaseOutline {
            steps = List.copyOf(steps);
        }
    }

    /** A step as people see it. */
    record StepOutline(StepId id, StepKind kind, String title, @Nullable String owner, @Nullable Duration estimate) {}

    /** The deployment's status is now another; a terminal status makes this the last event. */
    record StatusChanged(DeploymentStatus status, String reason) implements EventBody {}

    /** A step that the plan does not name, such as a part of the rollback. */
    record StepAdded(String phase, StepOutline step) implements EventBody {}

    /**
     * A step's status is now another.
     *
     * @param account absent until an execution has answered
     * @param note what a person should know besides, may be empty
     */
    record StepChanged(
            StepId step,
            StepStatus status,
            @Nullable ExecutionId execution,
            int lease,
            @Nullable Account account,
            @Nullable Failure failure,
            String note)
            implements EventBody {}

    /** How a step will be taken back, recorded before it begins. */
    record UndoRecorded(StepId step, String undo) implements EventBody {}

    /**
     * A person has to decide.
     *
     * @param question names this question within the deployment
     * @param requesterAllowed whether the one who started the deployment may decide
     * @param expires absent where it waits for ever
     */
    record DecisionNeeded(
            String question,
            StepId step,
            String text,
            List<DecisionKind> options,
            Role role,
            boolean requesterAllowed,
            @Nullable Instant expires)
            implements EventBody {
        public DecisionNeeded {
            options = List.copyOf(options);
        }
    }

    /** A person, or a deadline, has decided. */
    record DecisionMade(
            String decisionId, @Nullable StepId step, DecisionKind decision, String by, Role role, String comment)
            implements EventBody {}

    /** People are to be told something that the plan says. */
    record NotificationRequested(StepId step, @Nullable String channel, String text) implements EventBody {}

    /** Something worth knowing that changes no state. */
    record Noted(@Nullable StepId step, String text) implements EventBody {}
}
