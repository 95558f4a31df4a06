package dev.belay.orchestrator.workflow.timing;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits until the time at which the deployment is to begin, and takes the environment then.
 *
 * <p>It begins a little late at most, since nobody expects it after that: where the environment is busy for longer, or
 * nothing ran at that time that could have begun it, it ends and says so. One of a series has the next one scheduled
 * first, whether it begins or not.
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
                "Begins at " + clock.full(starts) + ", and holds nothing until then; "
                        + (isOneOfASeries()
                                ? "it is one of the series " + schedule.cron() + ", which ends where it is cancelled"
                                : "it can be cancelled"));
        try {
            hours.announcements().due(starts).ifPresent(due -> {
                sleepUntil(due);
                hours.announcements().tell(starts);
            });
            sleepUntil(starts);
            EnvironmentActivities.Admission admission = admitted();
            decisions.turnBackIfCancelled();
            String obstacle = admission.obstacle();
            if (isOneOfASeries()) {
                goOnWithTheSeries(admission.outdated());
            }
            if (obstacle != null) {
                events.status(DeploymentStatus.CANCELLED, "Not begun, and nothing was changed: " + obstacle);
            }
            return obstacle == null;
        } catch (TurnBack cancelled) {
            events.status(
                    DeploymentStatus.CANCELLED,
                    cancelled.reason()
                            + (isOneOfASeries()
                                    ? ". The series has ended with it; deploy the plan again to" + " begin another."
                                    : ""));
            return false;
        }
    }

    private boolean isOneOfASeries() {
        return schedule.cron() != null;
    }

    /** Once the time has come, and before anything else is done: whatever becomes of this one, another follows. */
    private void goOnWithTheSeries(boolean instead) {
        EnvironmentActivities.Next next = environment.next(request.id(), instead);
        DeploymentId follower = next.deployment();
        Instant begins = next.startsAt();
        events.note(
                null,
                follower == null || begins == null
                        ? "The series ends here: the orchestrator's database does not know it, as after it was lost. Deploy"
                                + " the plan again to begin another."
                        : instead
                                ? "Deployment " + follower + " takes its place."
                                : "The next one of the series is " + follower + ", at " + clock.full(begins)
                                        + ". To end the series, cancel that one.");
    }

    /** Whether it may begin; where there is no obstacle, it holds its environment. */
    private EnvironmentActivities.Admission admitted() {
        Instant latest = schedule.startsAt().plus(LATEST);
        while (true) {
            if (EventLog.now().isAfter(latest)) {
                return new EnvironmentActivities.Admission(
                        "it was to begin at " + clock.full(schedule.startsAt()) + ", and it is "
                                + clock.full(EventLog.now()) + " now, more than " + WindowClock.length(LATEST)
                                + " later." + (isOneOfASeries() ? "" : " Deploy again."),
                        true);
            }
            EnvironmentActivities.Admission admission =
                    environment.admit(request.id(), events.told(0).seq());
            String obstacle = admission.obstacle();
            if (obstacle == null
                    || admission.lasting()
                    || EventLog.now().plus(PAUSE).isAfter(latest)) {
                return admission;
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
