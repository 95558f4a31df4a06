package dev.belay.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.embedded.junit.Infrastructure;
import dev.belay.embedded.junit.KafkaServer;
import dev.belay.embedded.junit.WithInfrastructure;
import dev.belay.notifier.EventTopic;
import dev.belay.notifier.Events;
import dev.belay.notifier.RunningNotifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithInfrastructure(Infrastructure.KAFKA)
class WebhookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final Events events = Events.of("d1", Instant.now());
    private Receiver receiver;
    private EventTopic topic;
    private List<String> settings;

    @BeforeEach
    void prepare(KafkaServer kafka) throws IOException {
        receiver = new Receiver();
        topic = new EventTopic(kafka.bootstrapServers());
        Path secret = Files.writeString(directory.resolve("secret"), Receiver.SECRET + "\n");
        settings = new ArrayList<>(RunningNotifier.settings(kafka, topic, directory));
        settings.add("--belay.notifier.webhook.url=" + receiver.url());
        settings.add("--belay.notifier.webhook.secret-file=" + secret);
    }

    @AfterEach
    void everyCallWasSignedAsDocumented() {
        receiver.close();
        topic.close();
        assertThat(receiver.complaints()).isEmpty();
    }

    @Test
    void callsWithEveryEventInOrder() throws Exception {
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(
                    events.started(),
                    events.noted("Attempt 1 of 3 failed"),
                    events.status(DeploymentStatus.SUCCEEDED, "Every step has succeeded"));

            await().atMost(PATIENCE).until(() -> receiver.taken().size() == 3);
            assertThat(receiver.taken())
                    .extracting(body -> body.path("idempotencyKey").asString())
                    .containsExactly("d1/1", "d1/2", "d1/3");
            assertThat(receiver.taken().get(1).path("summary").asString())
                    .isEqualTo("shop-release on shop-production: Attempt 1 of 3 failed");
            assertThat(receiver.taken().get(2).at("/event/body/status").asString())
                    .isEqualTo("SUCCEEDED");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(notifier.get("/actuator/prometheus"))
                            .contains("belay_webhook_delivery_seconds_count{outcome=\"delivered\"} 3"));
        }
    }

    @Test
    void passesOnWhatThisVersionDoesNotKnow() throws Exception {
        String event = "{\"deployment\":\"d1\",\"seq\":1,\"at\":\"" + Instant.now()
                + "\",\"body\":{\"type\":\"noted\",\"text\":\"hello\",\"colour\":\"blue\"}}";
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(
                    "d1", event.getBytes(StandardCharsets.UTF_8), Map.of("ce_type", "dev.belay.deployment-event.v1"));

            await().atMost(PATIENCE).until(() -> receiver.taken().size() == 1);
            assertThat(receiver.taken().get(0).at("/event/body/colour").asString())
                    .isEqualTo("blue");
        }
    }

    @Test
    void callsAgainUntilItIsTakenAndKeepsTheOrder() throws Exception {
        receiver.thenAnswer(503, 429, 404);
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(events.started(), events.noted("second"));

            await().atMost(PATIENCE).until(() -> receiver.taken().size() == 2);
            assertThat(receiver.taken())
                    .extracting(body -> body.path("idempotencyKey").asString())
                    .containsExactly("d1/1", "d1/2");
            assertThat(receiver.attempts()).hasSize(5);
            assertThat(Duration.ofNanos(
                            receiver.attempts().get(2) - receiver.attempts().get(1)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(900));
        }
    }

    @Test
    void givesUpWhatTheReceiverCallsUnreadableAndGoesOn() throws Exception {
        receiver.thenAnswer(422);
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(events.started(), events.noted("second"));

            await().atMost(PATIENCE).until(() -> receiver.taken().size() == 1);
            assertThat(receiver.taken().get(0).path("idempotencyKey").asString())
                    .isEqualTo("d1/2");
            assertThat(notifier.logged()).anyMatch(line -> line.contains("Event d1/1 is given up"));
        }
    }

    @Test
    void saysWhatKeepsItAndDelaysNobodyElse() throws Exception {
        receiver.close();
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(events.started(), events.status(DeploymentStatus.SUCCEEDED, ""));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(notifier.logged())
                            .filteredOn(line -> line.startsWith("dev.belay.notifier.log"))
                            .hasSize(2));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(notifier.get("/actuator/health"))
                            .contains("\"status\":\"DEGRADED\"", "cannot be reached"));
            assertThat(notifier.get("/actuator/prometheus"))
                    .contains("belay_notifier_waiting_seconds{channel=\"webhook\"}");
        }
    }
}
