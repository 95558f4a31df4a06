package dev.belay.notifier.webhook;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.messaging.MessageCodec;
import dev.belay.notifier.delivery.Channel;
import dev.belay.notifier.delivery.NotDeliveredYet;
import dev.belay.notifier.delivery.ReadEvent;
import dev.belay.notifier.position.KnownDeployment;
import dev.belay.notifier.wording.Summary;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.ObjectMapper;

/** Calls an address with every event, signed, until it answers that it has it. */
public final class WebhookChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookChannel.class);
    private static final int SHORTEST_SECRET = 16;

    /** Answers about the body itself: the same body would get the same answer. */
    private static final Set<Integer> HOPELESS = Set.of(400, 413, 415, 422);

    private final ObjectMapper mapper = MessageCodec.contractMapper();
    private final HttpClient client;
    private final URI url;
    private final Path secretFile;
    private final Duration timeout;
    private final MeterRegistry meters;
    private final Clock clock;

    public WebhookChannel(URI url, Path secretFile, Duration timeout, MeterRegistry meters, Clock clock) {
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
        this.url = url;
        this.secretFile = secretFile;
        this.timeout = timeout;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void deliver(ReadEvent read, KnownDeployment deployment) {
        DeploymentEvent event = read.event();
        String key = event.deployment() + "/" + event.seq();
        HttpResponse<String> answer = call(key, body(key, read, deployment));
        boolean taken = answer.statusCode() / 100 == 2;
        if (!taken && !HOPELESS.contains(answer.statusCode())) {
            throw notYet(answer);
        }
        if (!taken) {
            LOG.error(
                    "Event {} is given up, since the webhook {} answers it with HTTP status {}: {}."
                            + " Look into the receiver; the event stands in the topic and in `./belay report`.",
                    key,
                    url,
                    answer.statusCode(),
                    start(answer.body()));
        }
        meters.timer("belay.webhook.delivery", "outcome", taken ? "delivered" : "given-up")
                .record(Duration.between(event.at(), clock.instant()));
    }

    private byte[] body(String key, ReadEvent read, KnownDeployment deployment) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("idempotencyKey", key);
        body.put("summary", Summary.of(read.event(), deployment));
        body.put("event", mapper.readTree(read.body()));
        return mapper.writeValueAsBytes(body);
    }

    private HttpResponse<String> call(String key, byte[] body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Belay")
                .header("Idempotency-Key", key)
                .header("Belay-Timestamp", timestamp)
                .header("Belay-Signature", Signature.of(secret(), timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new NotDeliveredYet("The webhook " + url + " cannot be reached (" + unreachable
                    + "). Start it or correct belay.notifier.webhook.url.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotDeliveredYet("The call of the webhook " + url + " was interrupted.");
        }
    }

    private NotDeliveredYet notYet(HttpResponse<String> answer) {
        String why = "The webhook " + url + " answers with HTTP status " + answer.statusCode()
                + "; expected one from 200 to 299. It answered: " + start(answer.body());
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> new NotDeliveredYet(why, Duration.ofSeconds(Long.parseLong(seconds))))
                .orElseGet(() -> new NotDeliveredYet(why));
    }

    private String secret() {
        try {
            String secret = Files.readString(secretFile).strip();
            if (secret.length() >= SHORTEST_SECRET) {
                return secret;
            }
            throw new NotDeliveredYet(
                    "The webhook's secret in " + secretFile + " has " + secret.length() + " characters; expected "
                            + SHORTEST_SECRET + " or more. Put a longer one there and at the receiver.");
        } catch (IOException unreadable) {
            throw new NotDeliveredYet("The webhook's secret file " + secretFile + " cannot be read (" + unreadable
                    + "). Put the secret there so that this process may read it.");
        }
    }

    private static String start(String answer) {
        String line = answer.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
