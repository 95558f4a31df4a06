package dev.belay.contracts.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.watch.RuleRollUp;
import dev.belay.contracts.watch.SeriesRollUp;
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
    @JsonSubTypes.Type(value = EventBody.Watched.class, name = "watched"),
    @JsonSubTypes.Type(value = EventBody.Noted.class, name = "noted"),
    @JsonSubTypes.Type(value = EventBody.Scheduled.class, name = "scheduled"),
    @JsonSubTypes.Type(value = EventBody.TimetableSet.class, name = "timetable-set"),
    @JsonSubTypes.Type(value = EventBody.Announced.class, name = "announced"),
    @JsonSubTypes.Type(value = EventBody.StepDue.class, name = "step-due"),
    @JsonSubTypes.Type(value = EventBody.StepEstimated.class, name = "step-estimated"),
    @JsonSubTypes.Type(value = EventBody.MigrationsRehearsed.class, name = "migrations-rehearsed"),
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

    /**
     * A step as people see it.
     *
     * @param estimate how long it probably takes, absent where nobody knows
     * @param estimateBasis how that is known, absent where there is no estimate
     */
    record StepOutline(
            StepId id,
            StepKind kind,
            String title,
            @Nullable String owner,
            @Nullable Duration estimate,
            @Nullable EstimateBasis estimateBasis) {
        /** A step of which nobody says how its estimate is known. */
        public StepOutline(
                StepId id, StepKind kind, String title, @Nullable String owner, @Nullable Duration estimate) {
            this(id, kind, title, owner, estimate, null);
        }

        /** The same step, once more is known of how long it takes. */
        public StepOutline estimated(StepEstimated known) {
            return new StepOutline(id, kind, title, owner, known.estimate(), known.basis());
        }
    }

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
     * @param offers the tasks of which one may be run before the step is done again
     * @param back what {@code rollback} means here, such as {@code take everything back}; absent where it is no option
     */
    record DecisionNeeded(
            String question,
            StepId step,
            String text,
            List<DecisionKind> options,
            Role role,
            boolean requesterAllowed,
            @Nullable Instant expires,
            List<String> offers,
            @Nullable String back)
            implements EventBody {
        public DecisionNeeded {
            options = List.copyOf(options);
            offers = offers == null ? List.of() : List.copyOf(offers);
        }

        /** A question that offers no task. */
        public DecisionNeeded(
                String question,
                StepId step,
                String text,
                List<DecisionKind> options,
                Role role,
                boolean requesterAllowed,
                @Nullable Instant expires) {
            this(question, step, text, options, role, requesterAllowed, expires, List.of(), null);
        }
    }

    /**
     * A person, or a deadline, has decided.
     *
     * @param argument what the decision names besides: the task of a repair, or how far a rollback goes
     */
    record DecisionMade(
            String decisionId,
            @Nullable StepId step,
            DecisionKind decision,
            String by,
            Role role,
            String comment,
            @Nullable String argument)
            implements EventBody {

        /** A decision that names nothing besides. */
        public DecisionMade(
                String decisionId, @Nullable StepId step, DecisionKind decision, String by, Role role, String comment) {
            this(decisionId, step, decision, by, role, comment, null);
        }
    }

    /** People are to be told something that the plan says. */
    record NotificationRequested(StepId step, @Nullable String channel, String text) implements EventBody {}

    /**
     * What a watch has seen since it began.
     *
     * @param until when it last looked
     */
    record Watched(StepId step, Instant until, List<SeriesRollUp> series, List<RuleRollUp> rules) implements EventBody {
        public Watched {
            series = List.copyOf(series);
            rules = List.copyOf(rules);
        }
    }

    /** Something worth knowing that changes no state. */
    record Noted(@Nullable StepId step, String text) implements EventBody {}

    /**
     * The deployment waits until then before anything else, and holds nothing meanwhile.
     *
     * @param zone the time zone in which people think of it; absent where nobody said
     */
    record Scheduled(Instant startsAt, @Nullable String zone) implements EventBody {}

    /**
     * When each step is planned to begin; set anew where the deployment has waited for its window.
     *
     * @param window the opening of the window that governs it, absent where none does
     */
    record TimetableSet(List<PlannedStart> steps, @Nullable WindowTimes window) implements EventBody {
        public TimetableSet {
            steps = List.copyOf(steps);
        }
    }

    /** When a step is planned to begin. */
    record PlannedStart(StepId step, Instant at) {}

    /**
     * One opening of a window.
     *
     * @param lastMoment the last one at which the promised rollback still fits before it closes
     * @param zone the time zone in which people think of it
     */
    record WindowTimes(Instant opens, Instant closes, Instant lastMoment, String zone) {}

    /**
     * People are told before a deployment begins.
     *
     * @param channel absent for the channel of the notifier's own configuration
     * @param mention whom to mention, absent for nobody
     * @param begins when it begins to change things
     */
    record Announced(@Nullable String channel, @Nullable String mention, Instant begins, String text)
            implements EventBody {}

    /** A step begins whose owner is to be mentioned. */
    record StepDue(StepId step, String title, String owner) implements EventBody {}

    /** How long a step probably takes is known better now than when the deployment was started. */
    record StepEstimated(StepId step, Duration estimate, EstimateBasis basis) implements EventBody {}

    /** These migrations have gone well on a copy of the environment's database. */
    record MigrationsRehearsed(StepId step, List<PlannedMigration> migrations) implements EventBody {
        public MigrationsRehearsed {
            migrations = List.copyOf(migrations);
        }
    }
}
