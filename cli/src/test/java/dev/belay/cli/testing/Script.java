package dev.belay.cli.testing;

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
import dev.belay.contracts.event.EventBody.StepOutline;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the events of a deployment as its workflow would. */
public final class Script {
    public static final DeploymentId ID = new DeploymentId("260301-020000-k3xq");
    public static final Instant BEGIN = Instant.parse("2026-03-01T02:00:00Z");

    private final List<DeploymentEvent> events = new ArrayList<>();
    private Instant now = BEGIN;

    public List<DeploymentEvent> events() {
        return List.copyOf(events);
    }

    public Instant now() {
        return now;
    }

    public Script after(Duration time) {
        now = now.plus(time);
        return this;
    }

    public Script seconds(long seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    public Script add(EventBody body) {
        events.add(new DeploymentEvent(ID, events.size() + 1, now, body));
        return this;
    }

    public Script started() {
        add(new EventBody.DeploymentStarted(
                new EventBody.PlanOutline(
                        "shop-release",
                        "A version of the shop with its migrations, behind the maintenance page",
                        List.of(
                                phase(
                                        "prepare",
                                        step("check-1", StepKind.CHECK, "Production is ready for a release", null),
                                        step("approve-1", StepKind.APPROVE, "Release v2.0.0 of the shop?", null)),
                                phase(
                                        "protect",
                                        step("maintenance-1", StepKind.MAINTENANCE, "Maintenance on", 10),
                                        new StepOutline(
                                                new StepId("backup-1"),
                                                StepKind.BACKUP,
                                                "Backup of the database",
                                                "@dba",
                                                Duration.ofMinutes(2))),
                                phase(
                                        "change",
                                        step("prepare-1", StepKind.PREPARE, "Lay out v2.0.0", null),
                                        step("rollout-1", StepKind.ROLLOUT, "Roll out v2.0.0", 20),
                                        step("migrate-1", StepKind.MIGRATE, "Migrate to latest", 60)),
                                phase(
                                        "open",
                                        step("maintenance-2", StepKind.MAINTENANCE, "Maintenance off", 10),
                                        step("check-2", StepKind.CHECK, "The shop serves its customers", null)))),
                "shop-production",
                "anna",
                Map.of("version", "v2.0.0"),
                "ticket 4711"));
        return status(DeploymentStatus.RUNNING, "");
    }

    private static EventBody.PhaseOutline phase(String name, StepOutline... steps) {
        return new EventBody.PhaseOutline(name, List.of(steps));
    }

    public static StepOutline step(String id, StepKind kind, String title, @Nullable Integer seconds) {
        return new StepOutline(new StepId(id), kind, title, null, seconds == null ? null : Duration.ofSeconds(seconds));
    }

    public Script status(DeploymentStatus status, String reason) {
        return add(new EventBody.StatusChanged(status, reason));
    }

    public static ExecutionId execution(String step, Direction direction) {
        return new ExecutionId(ID, new StepId(step), direction, 1);
    }

    public Script change(String step, StepStatus status, String note) {
        Direction direction = status.name().startsWith("UNDO") ? Direction.UNDO : Direction.DO;
        return add(
                new EventBody.StepChanged(new StepId(step), status, execution(step, direction), 1, null, null, note));
    }

    public Script undo(String step, String how) {
        return add(new EventBody.UndoRecorded(new StepId(step), how));
    }

    public Script finish(String step, StepStatus status, long seconds, @Nullable Failure failure, Evidence... shown) {
        Instant begun = now;
        seconds(seconds);
        Direction direction = status.name().startsWith("UNDO") ? Direction.UNDO : Direction.DO;
        return add(new EventBody.StepChanged(
                new StepId(step),
                status,
                execution(step, direction),
                1,
                new Account("worker@host", begun, now, List.of(shown), 1),
                failure,
                ""));
    }

    public Script done(String step, long seconds, Evidence... shown) {
        return change(step, StepStatus.RUNNING, "").finish(step, StepStatus.SUCCEEDED, seconds, null, shown);
    }

    public Script undone(String step, long seconds) {
        return change(step, StepStatus.UNDOING, "").finish(step, StepStatus.UNDONE, seconds, null);
    }

    public Script ask(String question, String step, String text, DecisionKind... options) {
        return add(new EventBody.DecisionNeeded(
                question,
                new StepId(step),
                text,
                List.of(options),
                Role.RELEASE_MANAGER,
                false,
                Instant.parse("2026-03-01T04:00:00Z")));
    }

    public Script decided(DecisionKind kind, @Nullable String step, String comment) {
        return add(new EventBody.DecisionMade(
                "decision-1", step == null ? null : new StepId(step), kind, "maria", Role.RELEASE_MANAGER, comment));
    }
}
