package dev.belay.orchestrator.api.stream;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.message.Beat;
import dev.belay.orchestrator.api.problem.ApiRefusal;
import dev.belay.orchestrator.api.problem.ProblemCode;
import dev.belay.orchestrator.deployment.LiveProgress;
import dev.belay.orchestrator.deployment.projection.EventFeed;
import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** All open streams, and what wakes them: new events, beats and the clock. */
@Component
final class DeploymentStreams {
    private final Set<DeploymentStream> open = ConcurrentHashMap.newKeySet();
    private final StreamSource source;
    private final StreamProperties properties;
    private final ExecutorService senders = Executors.newCachedThreadPool(named("event-stream"));
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(named("event-stream-ticks"));

    DeploymentStreams(StreamSource source, StreamProperties properties, EventFeed feed, LiveProgress live) {
        this.source = source;
        this.properties = properties;
        feed.onEvent(event -> news(event.deployment()));
        feed.onInterruption(this::news);
        live.listen(this::beat);
        long period = properties.progressEvery().toMillis();
        ticks.scheduleWithFixedDelay(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    SseEmitter open(DeploymentId deployment, long lastSeq) {
        if (open.size() >= properties.most()) {
            throw new ApiRefusal(
                    ProblemCode.TOO_MANY_STREAMS,
                    open.size() + " event streams are open; expected fewer than " + properties.most() + ".",
                    "Close streams that nobody looks at, or raise belay.orchestrator.stream.most.");
        }
        SseEmitter emitter = new SseEmitter(0L);
        DeploymentStream stream = new DeploymentStream(deployment, lastSeq, source, emitter);
        emitter.onCompletion(() -> forget(stream));
        emitter.onError(error -> forget(stream));
        open.add(stream);
        wake(stream);
        return emitter;
    }

    private void forget(DeploymentStream stream) {
        stream.end();
        open.remove(stream);
    }

    private void news(DeploymentId deployment) {
        open.stream().filter(stream -> stream.deployment().equals(deployment)).forEach(stream -> {
            stream.news();
            wake(stream);
        });
    }

    private void beat(Beat beat) {
        open.stream()
                .filter(stream -> stream.deployment().equals(beat.execution().deployment()))
                .forEach(stream -> stream.beat(beat));
    }

    private void tick() {
        long now = System.nanoTime();
        open.removeIf(DeploymentStream::ended);
        open.stream().filter(stream -> stream.due(properties, now)).forEach(this::wake);
    }

    private void wake(DeploymentStream stream) {
        if (!senders.isShutdown() && stream.wake()) {
            senders.execute(() -> stream.work(properties));
        }
    }

    /** Before the server waits for its open requests, which these would otherwise hold up. */
    @EventListener(ContextClosedEvent.class)
    void serverStops() {
        open.forEach(DeploymentStream::close);
    }

    @PreDestroy
    void stop() {
        ticks.shutdownNow();
        senders.shutdownNow();
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
