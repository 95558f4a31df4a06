package dev.belay.cli.timeline;

import dev.belay.cli.api.EventListener;
import dev.belay.cli.api.document.LiveBeat;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DeploymentEvent;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Passes everything on, and leaves once the deployment is scheduled, waits for a person or only watches. */
public final class UntilWaiting implements EventListener, AutoCloseable {
    /** The question may come a moment after the status; without one, something else is waited for. */
    private static final long QUESTION_WITHIN_MILLIS = 1500;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "belay-until-waiting");
        thread.setDaemon(true);
        return thread;
    });
    private final Timeline timeline;
    private final EventListener view;
    private final long past;
    private final Runnable leave;
    private @Nullable ScheduledFuture<?> leaving;

    /** @param past the newest event that is history already: a deployment that waited then may not wait now */
    public UntilWaiting(DeploymentId id, EventListener view, long past, Runnable leave) {
        this.timeline = new Timeline(id);
        this.view = view;
        this.past = past;
        this.leave = leave;
    }

    @Override
    public void event(DeploymentEvent event) {
        if (leaving != null) {
            leaving.cancel(false);
        }
        timeline.add(event);
        view.event(event);
        if (event.seq() < past) {
            return;
        }
        if (goesOnForLong() || isAsked()) {
            leave.run();
        } else if (timeline.status() == DeploymentStatus.WAITING) {
            leaving = clock.schedule(leave, QUESTION_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean goesOnForLong() {
        return timeline.status() == DeploymentStatus.WATCHING || timeline.status() == DeploymentStatus.SCHEDULED;
    }

    private boolean isAsked() {
        return timeline.status() == DeploymentStatus.WAITING
                && !timeline.questions().isEmpty();
    }

    @Override
    public void beat(LiveBeat beat) {
        view.beat(beat);
    }

    @Override
    public void lost(String why) {
        view.lost(why);
    }

    @Override
    public void resumed() {
        view.resumed();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
