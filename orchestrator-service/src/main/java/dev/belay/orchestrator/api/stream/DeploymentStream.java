package dev.belay.orchestrator.api.stream;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Beat;
import dev.belay.orchestrator.deployment.DeploymentJson;
import dev.belay.orchestrator.deployment.view.Interruption;
import dev.belay.orchestrator.deployment.view.ProgressView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One client that follows one deployment; what it is sent, one thread at a time sends. */
final class DeploymentStream {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentStream.class);

    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final DeploymentId deployment;
    private final StreamSource source;
    private final SseEmitter emitter;
    private final Map<ExecutionId, Beat> beats = new ConcurrentHashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean ended;
    private volatile boolean toldOfNews = true;
    private volatile long sentAt = System.nanoTime();
    private long lookedAt = System.nanoTime();
    private long lastSeq;

    DeploymentStream(DeploymentId deployment, long lastSeq, StreamSource source, SseEmitter emitter) {
        this.deployment = deployment;
        this.lastSeq = lastSeq;
        this.source = source;
        this.emitter = emitter;
    }

    DeploymentId deployment() {
        return deployment;
    }

    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /** Only the newest beat of an execution waits to be sent. */
    void beat(Beat beat) {
        beats.put(beat.execution(), beat);
    }

    void news() {
        toldOfNews = true;
    }

    /** Whether a tick has anything to do here. */
    boolean due(StreamProperties properties, long now) {
        return !beats.isEmpty()
                || passed(properties.heartbeat(), sentAt, now)
                || passed(properties.lookEvery(), lookedAt, now);
    }

    /** Claims the stream for a thread that is about to {@link #work}; false where one is claimed already. */
    boolean wake() {
        return woken.compareAndSet(false, true);
    }

    /** Sends whatever there is to send. */
    synchronized void work(StreamProperties properties) {
        woken.set(false);
        if (ended) {
            return;
        }
        try {
            long now = System.nanoTime();
            if (toldOfNews || passed(properties.lookEvery(), lookedAt, now)) {
                toldOfNews = false;
                lookedAt = now;
                sendEvents();
            }
            sendBeats();
            if (!ended && passed(properties.heartbeat(), sentAt, System.nanoTime())) {
                send(SseEmitter.event().comment("alive"));
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("A client that followed deployment {} has gone", deployment, gone);
            ended = true;
        } catch (RuntimeException failed) {
            LOG.warn("A stream of deployment {} failed; its client will come again", deployment, failed);
            ended = true;
            emitter.completeWithError(failed);
        }
    }

    private void sendEvents() throws IOException {
        List<DeploymentEvent> found;
        do {
            found = source.after(deployment, lastSeq);
            for (DeploymentEvent event : found) {
                send(SseEmitter.event()
                        .id(String.valueOf(event.seq()))
                        .name(DeploymentJson.type(event))
                        .data(DeploymentJson.write(event), TEXT));
                lastSeq = event.seq();
                if (event.body() instanceof EventBody.StatusChanged changed
                        && changed.status().terminal()) {
                    complete();
                    return;
                }
            }
        } while (!found.isEmpty());
        Optional<Interruption> interruption = source.interruption(deployment);
        if (interruption.isPresent()) {
            send(SseEmitter.event().name("interrupted").data(DeploymentJson.write(interruption.get()), TEXT));
            complete();
        }
    }

    private void sendBeats() throws IOException {
        for (ExecutionId execution : List.copyOf(beats.keySet())) {
            Beat beat = beats.remove(execution);
            if (beat != null && !ended) {
                send(SseEmitter.event().name("progress").data(DeploymentJson.write(ProgressView.of(beat)), TEXT));
            }
        }
    }

    private void send(SseEmitter.SseEventBuilder event) throws IOException {
        emitter.send(event);
        sentAt = System.nanoTime();
    }

    private void complete() {
        ended = true;
        emitter.complete();
    }

    /** The server stops: the client comes again and finds another one, or this one anew. */
    void close() {
        ended = true;
        emitter.complete();
    }

    private static boolean passed(Duration time, long since, long now) {
        return now - since >= time.toNanos();
    }
}
