package dev.belay.orchestrator.workflow.timing;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.EventBody;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Waits until the time at which the deployment is to begin, and takes the environment then.
 *
 * <p>It begins a little late at most, since nobody expects it after that: where the environment is busy for longer, or
 * nothing ran at that time that could have begun it, it ends and says so.
 */
public final class ScheduledStart {
    public static final Duration LATEST = Duration.ofMinutes(15);

    private static final Duration PAUSE = Duration.ofSeconds(20);

    private final DeploymentRequest request;
    private final DeploymentRequest.Schedule schedule;
    private final WindowClock clock;
    private final EventLog events;
    private final Decisions decisions;
    private final ChangeHours hours;
    private final EnvironmentActivities environment;

    public ScheduledStart(
            DeploymentRequest request,
            DeploymentRequest.Schedule schedule,
            EventLog events,
            Decisions decisions,
            ChangeHours hours,
            EnvironmentActivities environment) {
        this.request = request;
        this.schedule = schedule;
        this.clock = new WindowClock(schedule.zone());
        this.events = events;
        this.decisions = decisions;
        this.hours = hours;
        this.environment = environment;
    }

    /** Whether it may begin; where not, it has ended, and nothing was changed. */
    public boolean awaited() {
        Instant starts = schedule.startsAt();
        events.append(new EventBody.Scheduled(starts, schedule.zone().getId()));
        hours.plan(starts);
        events.status(
                DeploymentStatus.SCHEDULED,
                "Begins at " + clock.full(starts) + ", and holds nothing until then; it can be cancelled");
        try {
            hours.announcements().due(starts).ifPresent(due -> {
                sleepUntil(due);
                hours.announcements().tell(starts);
            });
            sleepUntil(starts);
            Optional<String> obstacle = admitted();
            decisions.turnBackIfCancelled();
            obstacle.ifPresent(
                    why -> events.status(DeploymentStatus.CANCELLED, "Not begun, and nothing was changed: " + why));
            return obstacle.isEmpty();
        } catch (TurnBack cancelled) {
            events.status(DeploymentStatus.CANCELLED, cancelled.reason());
            return false;
        }
    }

    /** Why it does not begin; empty where it holds its environment. */
    private Optional<String> admitted() {
        Instant latest = schedule.startsAt().plus(LATEST);
        while (true) {
            if (EventLog.now().isAfter(latest)) {
                return Optional.of("it was to begin at " + clock.full(schedule.startsAt()) + ", and it is "
                        + clock.full(EventLog.now()) + " now, more than " + WindowClock.length(LATEST)
                        + " later. Deploy again.");
            }
            EnvironmentActivities.Admission admission =
                    environment.admit(request.id(), events.told(0).seq());
            String obstacle = admission.obstacle();
            if (obstacle == null) {
                return Optional.empty();
            }
            if (admission.lasting() || EventLog.now().plus(PAUSE).isAfter(latest)) {
                return Optional.of(obstacle);
            }
            events.status(DeploymentStatus.WAITING, obstacle + " It is tried again until " + clock.time(latest) + ".");
            sleepUntil(EventLog.now().plus(PAUSE));
        }
    }

    private void sleepUntil(Instant moment) {
        Duration left = Duration.between(EventLog.now(), moment);
        if (left.compareTo(Duration.ZERO) > 0) {
            Workflow.await(left, decisions::cancelRequested);
        }
        decisions.turnBackIfCancelled();
    }
}
