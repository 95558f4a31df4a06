package dev.belay.cli;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.EventStream;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.cli.rendering.JsonTimeline;
import dev.belay.cli.rendering.PlainTimeline;
import dev.belay.cli.rendering.Screen;
import dev.belay.cli.rendering.TimelineScreen;
import dev.belay.cli.rendering.TimelineView;
import dev.belay.cli.timeline.Timeline;
import dev.belay.cli.timeline.UntilWaiting;
import dev.belay.contracts.DeploymentId;
import java.util.Optional;

/** Follows a deployment with the view that fits where the output goes, and says how it ended. */
final class Watch {
    private final ApiClient client;
    private final BelayCommand belay;
    private final boolean noWait;

    Watch(ApiClient client, BelayCommand belay, boolean noWait) {
        this.client = client;
        this.belay = belay;
        this.noWait = noWait;
    }

    int of(DeploymentId id) {
        if (belay.json()) {
            return follow(id, new JsonTimeline(belay::print));
        }
        Optional<Screen> terminal = belay.surroundings().terminal().get();
        if (terminal.isEmpty()) {
            return follow(
                    id,
                    new PlainTimeline(
                            new Timeline(id), belay::print, belay.surroundings().clock()));
        }
        try (Screen screen = terminal.get()) {
            TimelineScreen view = new TimelineScreen(
                    new Timeline(id),
                    screen,
                    belay.look(screen.columns()),
                    belay.surroundings().clock());
            return follow(id, view.start());
        }
    }

    private int follow(DeploymentId id, TimelineView view) {
        Thread onInterrupt = new Thread(view::close, "belay-leave");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try (view;
                EventStream stream = new EventStream(client, id)) {
            if (!noWait) {
                return stream.follow(view).map(ExitStatus::of).orElse(ExitStatus.OTHER);
            }
            long past = client.deployment(id).lastSeq();
            try (UntilWaiting listener = new UntilWaiting(id, view, past, stream::close)) {
                return stream.follow(listener).map(ExitStatus::of).orElse(ExitStatus.WAITING);
            }
        } finally {
            forget(onInterrupt);
        }
    }

    private static void forget(Thread onInterrupt) {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException leaving) {
            // the process is ending already, and the hook has run
        }
    }
}
