package dev.belay.cli.api;

import dev.belay.cli.api.document.ApiProblem;
import dev.belay.cli.api.document.DeploymentDocument;
import dev.belay.cli.api.document.Json;
import dev.belay.cli.api.document.LiveBeat;
import dev.belay.cli.api.document.Problems;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a deployment's events to its end, over as many connections as that takes.
 *
 * <p>The server keeps every event, so a new connection goes on after the last one seen and nothing is missed.
 */
public final class EventStream implements AutoCloseable {
    private static final String PROGRESS = "progress";

    /** The server's word for a stream that has nothing after the last event seen. */
    private static final int NOTHING_MORE = 204;

    private final ApiClient client;
    private final DeploymentId deployment;
    private final Patience patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long lastSeq;
    private @Nullable DeploymentStatus end;
    private volatile @Nullable InputStream open;

    public EventStream(ApiClient client, DeploymentId deployment) {
        this(client, deployment, Patience.USUAL);
    }

    public EventStream(ApiClient client, DeploymentId deployment, Patience patience) {
        this.client = client;
        this.deployment = deployment;
        this.patience = patience;
    }

    /**
     * Tells the listener everything until the deployment has ended or this is closed.
     *
     * @return the status in which the deployment ended; empty where this was closed before
     * @throws ServerSilent where nothing answers at first, or not again for too long
     * @throws ApiProblem where the server refuses to tell
     */
    public Optional<DeploymentStatus> follow(EventListener listener) {
        Outage outage = new Outage(listener);
        while (!isClosed() && end == null) {
            try {
                read(listener, outage);
                outage.pauseAfterCleanEnd();
            } catch (IOException broken) {
                outage.pause(broken);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                close();
            }
        }
        return Optional.ofNullable(end);
    }

    private void read(EventListener listener, Outage outage) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.events(deployment, lastSeq);
        try (InputStream body = answer.body();
                Silence silence = new Silence(body, patience.silence())) {
            open = body;
            check(answer, body, outage.connectedOnce);
            outage.over();
            ServerSentEvents events = new ServerSentEvents(body, silence::broken);
            Optional<ServerSentEvent> event = isClosed() ? Optional.empty() : events.next();
            while (event.isPresent() && !isClosed()) {
                tell(listener, event.get());
                event = end == null && !isClosed() ? events.next() : Optional.empty();
            }
        } finally {
            open = null;
        }
        if (end == null && !isClosed()) {
            askHowItStands(listener);
        }
    }

    private void check(HttpResponse<InputStream> answer, InputStream body, boolean connectedOnce) throws IOException {
        int status = answer.statusCode();
        if (connectedOnce && (status == 429 || status / 100 == 5)) {
            throw new IOException("the server answered with status " + status);
        }
        if (status != 200 && status != NOTHING_MORE) {
            throw Problems.of(client.server(), status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void tell(EventListener listener, ServerSentEvent event) {
        if (event.type().equals(PROGRESS)) {
            LiveBeat.of(Json.read(event.data())).ifPresent(listener::beat);
            return;
        }
        Optional<DeploymentEvent> known = Json.as(Json.read(event.data()), DeploymentEvent.class);
        if (known.isPresent()) {
            tell(listener, known.get());
        } else if (event.id().matches("\\d{1,18}")) {
            lastSeq = Math.max(lastSeq, Long.parseLong(event.id()));
        }
    }

    private void tell(EventListener listener, DeploymentEvent event) {
        if (event.seq() <= lastSeq) {
            return;
        }
        lastSeq = event.seq();
        if (event.body() instanceof EventBody.StatusChanged changed
                && changed.status().terminal()) {
            end = changed.status();
        }
        listener.event(event);
    }

    /** A stream can end without a terminal event: the server closed it, or the run ended without saying how. */
    private void askHowItStands(EventListener listener) throws IOException {
        try {
            DeploymentDocument now = client.deployment(deployment);
            if (now.status().terminal() && now.lastSeq() <= lastSeq) {
                Instant at = now.instant("finishedAt").orElseGet(Instant::now);
                tell(
                        listener,
                        new DeploymentEvent(
                                deployment,
                                lastSeq + 1,
                                at,
                                new EventBody.StatusChanged(now.status(), now.text("reason"))));
            }
        } catch (ServerSilent silent) {
            throw new IOException("the server does not answer", silent);
        } catch (ApiProblem problem) {
            if (problem.status() / 100 != 5) {
                throw problem;
            }
            throw new IOException(problem.getMessage(), problem);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Ends {@link #follow}, from any thread, the listener's included. */
    @Override
    public void close() {
        closed.countDown();
        InputStream stream = open;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException ignored) {
                // it is not wanted any more
            }
        }
    }

    /** The time without a connection: pauses between attempts, what is said of it, and when it is too long. */
    private final class Outage {
        private final EventListener listener;
        private boolean connectedOnce;
        private boolean told;
        private Duration pause = patience.first();
        private @Nullable Instant since;

        Outage(EventListener listener) {
            this.listener = listener;
        }

        void over() {
            connectedOnce = true;
            since = null;
            pause = patience.first();
            if (told) {
                told = false;
                listener.resumed();
            }
        }

        void pause(IOException why) {
            if (isClosed()) {
                return;
            }
            Instant now = Instant.now();
            Instant begin = since == null ? now : since;
            since = begin;
            if (!connectedOnce || Duration.between(begin, now).compareTo(patience.givingUp()) > 0) {
                throw new ServerSilent(client.server(), why);
            }
            if (!told) {
                told = true;
                listener.lost(String.valueOf(why.getMessage()));
            }
            await();
        }

        /** The server may close streams as it likes; that is no loss, only a reason not to hurry. */
        void pauseAfterCleanEnd() {
            if (end == null && !isClosed()) {
                await();
            }
        }

        private void await() {
            try {
                boolean over = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                pause = over || pause.multipliedBy(2).compareTo(patience.longest()) > 0
                        ? patience.longest()
                        : pause.multipliedBy(2);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                close();
            }
        }
    }
}
