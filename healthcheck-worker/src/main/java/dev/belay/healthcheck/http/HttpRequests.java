package dev.belay.healthcheck.http;

import dev.belay.contracts.check.HttpProbe;
import dev.belay.documents.Durations;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.execution.Execution;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends the requests of probes: no redirect is followed, nothing waits longer than its limit, bodies are bounded. */
public final class HttpRequests {
    static final int LARGEST_BODY = 10 * 1024 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int TIMEOUT_PER_FASTER = 2;

    static {
        // Probes of an internal address have to name the public host; the client lets that header pass only by this.
        if (System.getProperty("jdk.httpclient.allowRestrictedHeaders") == null) {
            System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /** An answer, with the time until its body was complete. */
    public record Answer(int status, Optional<String> location, BoundedBody.Body body, Duration took) {}

    /** There was no answer; the message ends a sentence about the request. */
    public static final class NoAnswer extends Exception {
        NoAnswer(String message) {
            super(message);
        }
    }

    /**
     * Sends one request.
     *
     * @throws NoAnswer when there is no whole answer in time
     * @throws UnexpectedAnswer when it is no request that could be sent
     */
    public Answer send(HttpProbe probe, HttpAddress address, String path, Execution execution)
            throws NoAnswer, InterruptedException {
        HttpRequest request = request(probe, address, path);
        Duration limit = limit(probe, execution);
        long started = System.nanoTime();
        CompletableFuture<HttpResponse<BoundedBody.Body>> answer =
                client.sendAsync(request, information -> new BoundedBody(LARGEST_BODY));
        try (Execution.Registration ignored = execution.onCancel(() -> answer.cancel(true))) {
            HttpResponse<BoundedBody.Body> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Location"),
                    response.body(),
                    Duration.ofNanos(System.nanoTime() - started));
        } catch (TimeoutException late) {
            throw new NoAnswer("no whole answer within " + Durations.format(limit));
        } catch (ExecutionException broken) {
            throw new NoAnswer(why(broken, request.uri()));
        } finally {
            answer.cancel(true);
        }
    }

    /** A cancelled request is told apart by its caller, which asks the execution. */
    private static String why(ExecutionException broken, URI uri) {
        Throwable cause = broken.getCause();
        String where = uri.getAuthority();
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection to " + where + " within " + Durations.format(CONNECT_TIMEOUT);
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException
                    ? "the host of " + where + " is not known"
                    : "the connection to " + where + " was refused, nothing listens there";
        }
        if (cause instanceof IOException) {
            return "the connection to " + where + " broke (" + cause.getMessage() + ")";
        }
        return String.valueOf(cause);
    }

    private static Duration limit(HttpProbe probe, Execution execution) {
        Duration limit = TIMEOUT;
        if (probe.faster() != null
                && probe.faster().multipliedBy(TIMEOUT_PER_FASTER).compareTo(limit) > 0) {
            limit = probe.faster().multipliedBy(TIMEOUT_PER_FASTER);
        }
        Duration left = execution.timeLeft();
        return left.compareTo(limit) < 0 ? left : limit;
    }

    private static HttpRequest request(HttpProbe probe, HttpAddress address, String path) {
        String base = address.baseUrl().toString().replaceFirst("/+$", "");
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                    .method(probe.method().label(), HttpRequest.BodyPublishers.noBody())
                    .setHeader("User-Agent", "belay-healthcheck");
            address.headers().forEach((name, value) -> request.setHeader(name, value.value()));
            return request.build();
        } catch (IllegalArgumentException unreadable) {
            throw new UnexpectedAnswer("it is no request that can be sent (" + unreadable.getMessage() + ")");
        }
    }
}
