package dev.belay.orchestrator.story;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Direction;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of one deployment, ten seconds apart, as its workflow would number them. */
public final class Story {
    public static final StepId BACKUP = new StepId("backup");
    public static final StepId APPROVE = new StepId("approve");
    public static final StepId MIGRATE = new StepId("migrate");

    private final DeploymentId deployment;
    private final List<DeploymentEvent> events = new ArrayList<>();
    private Instant now;

    public Story(String deployment) {
        this(deployment, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    public Story(String deployment, Instant begin) {
        this.deployment = new DeploymentId(deployment);
        this.now = begin;
    }

    public DeploymentId deployment() {
        return deployment;
    }

    public Instant now() {
        return now;
    }

    public List<DeploymentEvent> events() {
        return List.copyOf(events);
    }

    public DeploymentEvent last() {
        return events.get(events.size() - 1);
    }

    public Story add(EventBody body) {
        now = now.plusSeconds(10);
        events.add(new DeploymentEvent(deployment, events.size() + 1L, now, body));
        return this;
    }

    public Story started(String environment) {
        return add(new EventBody.DeploymentStarted(
                new EventBody.PlanOutline(
                        "shop",
                        "The shop's weekly release",
                        List.of(
                                new EventBody.PhaseOutline(
                                        "protect",
                                        List.of(
                                                new EventBody.StepOutline(APPROVE, StepKind.APPROVE, "Go?", null, null),
                                                new EventBody.StepOutline(
                                                        BACKUP,
                                                        StepKind.BACKUP,
                                                        "Back up the database",
                                                        "@devops",
                                                        Duration.ofSeconds(20)))),
                                new EventBody.PhaseOutline(
                                        "change",
                                        List.of(new EventBody.StepOutline(
                                                MIGRATE, StepKind.MIGRATE, "Migrate", null, null))))),
                environment,
                "otto",
                Map.of("version", "v1.10"),
                "the weekly one"));
    }

    public Story status(DeploymentStatus status, String reason) {
        return add(new EventBody.StatusChanged(status, reason));
    }

    public Story step(StepId step, StepStatus status) {
        return step(step, status, Direction.DO, 1, null, null);
    }

    public Story undo(StepId step, StepStatus status) {
        return step(step, status, Direction.UNDO, 1, null, null);
    }

    public Story done(StepId step, Evidence... evidence) {
        return step(step, StepStatus.SUCCEEDED, Direction.DO, 1, account(evidence), null);
    }

    public Story failed(StepId step) {
        return step(step, StepStatus.FAILED, Direction.DO, 1, account(), failure());
    }

    public Story step(
            StepId step,
            StepStatus status,
            Direction direction,
            int ordinal,
            @Nullable Account account,
            @Nullable Failure failure) {
        return add(new EventBody.StepChanged(
                step, status, new ExecutionId(deployment, step, direction, ordinal), 1, account, failure, ""));
    }

    /** A step that never ran has no execution. */
    public Story leftOut(StepId step, String reason) {
        return add(new EventBody.StepChanged(step, StepStatus.SKIPPED, null, 0, null, null, reason));
    }

    public Story asked(StepId step, Role role, DecisionKind... options) {
        return add(new EventBody.DecisionNeeded(
                "q-" + step, step, "Shall " + step + " go on?", List.of(options), role, false, null));
    }

    public Story decided(String id, @Nullable StepId step, DecisionKind kind, String by) {
        return add(new EventBody.DecisionMade(id, step, kind, by, Role.RELEASE_MANAGER, "looks <b>good</b>"));
    }

    public ExecutionId execution(StepId step) {
        return new ExecutionId(deployment, step, Direction.DO, 1);
    }

    /** The worker began five seconds after the newest event and took three seconds. */
    public Account account(Evidence... evidence) {
        return new Account("default-worker-1", now.plusSeconds(5), now.plusSeconds(8), List.of(evidence), null);
    }

    public static Failure failure() {
        return new Failure(
                FailureCode.MIGRATION_FAILED,
                "Migration V7 failed: column \"a|b\" exists.",
                "Mend V7 and deploy again.",
                "ERROR: <script>alert(1)</script>");
    }
}
