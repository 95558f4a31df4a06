package dev.belay.cli.rendering;

import dev.belay.cli.api.document.Json;
import dev.belay.cli.api.document.LiveBeat;
import dev.belay.contracts.event.DeploymentEvent;
import java.util.Map;
import java.util.function.Consumer;

/** The timeline for programs: each event as the API's JSON on a line of its own, progress under {@code progress}. */
public final class JsonTimeline implements TimelineView {
    private final Consumer<String> out;

    /** @param out takes one line at a time */
    public JsonTimeline(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void event(DeploymentEvent event) {
        out.accept(Json.write(event));
    }

    @Override
    public void beat(LiveBeat beat) {
        out.accept(Json.write(Map.of("progress", beat)));
    }

    @Override
    public void lost(String why) {
        // the stream goes on where it was; a program sees no difference
    }

    @Override
    public void resumed() {
        // as for a loss
    }

    @Override
    public void close() {
        // every line is out already
    }
}
