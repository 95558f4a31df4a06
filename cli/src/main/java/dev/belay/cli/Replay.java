package dev.belay.cli;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.DeploymentDocument;
import dev.belay.cli.api.EventListener;
import dev.belay.cli.api.EventStream;
import dev.belay.cli.api.LiveBeat;
import dev.belay.cli.timeline.Timeline;
import dev.belay.contracts.DeploymentEvent;
import dev.belay.contracts.EventBody;

/** Reads a deployment's events up to now. */
final class Replay {
    private final ApiClient client;

    Replay(ApiClient client) {
        this.client = client;
    }

    Timeline of(DeploymentDocument document) {
        Timeline timeline = new Timeline(document.id());
        try (EventStream stream = new EventStream(client, document.id())) {
            stream.follow(upTo(document.lastSeq(), timeline, stream));
        }
        document.beats().forEach(timeline::add);
        if (document.status().terminal() && !timeline.status().terminal()) {
            timeline.add(ending(document));
        }
        return timeline;
    }

    private static EventListener upTo(long last, Timeline timeline, EventStream stream) {
        return new EventListener() {
            @Override
            public void event(DeploymentEvent event) {
                timeline.add(event);
                if (event.seq() >= last) {
                    stream.close();
                }
            }

            @Override
            public void beat(LiveBeat beat) {
                timeline.add(beat);
            }

            @Override
            public void lost(String why) {
                // it is being made again
            }

            @Override
            public void resumed() {
                // nothing was missed
            }
        };
    }

    /** A run that ended without saying how has no terminal event of its own. */
    private static DeploymentEvent ending(DeploymentDocument document) {
        return new DeploymentEvent(
                document.id(),
                document.lastSeq() + 1,
                document.instant("finishedAt").orElseGet(java.time.Instant::now),
                new EventBody.StatusChanged(document.status(), document.text("reason")));
    }
}
