package dev.belay.cli.timeline;

import dev.belay.cli.api.ApiClient;
import dev.belay.cli.api.EventListener;
import dev.belay.cli.api.EventStream;
import dev.belay.cli.api.document.DeploymentDocument;
import dev.belay.cli.api.document.LiveBeat;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import java.time.Instant;

/** Reads a deployment's events up to now. */
public final class Replay {
    private final ApiClient client;

    public Replay(ApiClient client) {
        this.client = client;
    }

    public Timeline of(DeploymentDocument document) {
        Timeline timeline = new Timeline(document.id());
        try (EventStream stream = new EventStream(client, document.id())) {
            stream.follow(upTo(document.lastSeq(), timeline, stream));
        }
        document.beats().forEach(timeline::add);
        if (document.status().terminal() && !timeline.status().terminal()) {
            timeline.add(event(document, new EventBody.StatusChanged(document.status(), document.text("reason"))));
            document.acknowledgement().ifPresent(made -> timeline.add(event(document, made)));
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

    /** What the server knows and no event says: a run that ended without saying how has no terminal event. */
    private static DeploymentEvent event(DeploymentDocument document, EventBody body) {
        Instant at = document.instant("finishedAt").orElseGet(Instant::now);
        return new DeploymentEvent(document.id(), document.lastSeq() + 1, at, body);
    }
}
