package dev.belay.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.message.Headers;
import dev.belay.embedded.junit.Infrastructure;
import dev.belay.embedded.junit.KafkaServer;
import dev.belay.embedded.junit.WithInfrastructure;
import dev.belay.notifier.slack.PretendSlack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithInfrastructure(Infrastructure.KAFKA)
class NotifierServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TYPE = "dev.belay.deployment-event.v1";

    @TempDir
    Path directory;

    private final PretendSlack slack = new PretendSlack(Clock.systemUTC(), Duration.ofMillis(40));
    private final Events events = Events.of("d1", Instant.now());
    private EventTopic topic;
    private List<String> settings;

    @BeforeEach
    void prepare(KafkaServer kafka) throws IOException {
        topic = new EventTopic(kafka.bootstrapServers());
        Path token = Files.writeString(directory.resolve("token"), PretendSlack.TOKEN + "\n");
        settings = new ArrayList<>(RunningNotifier.settings(kafka, topic, directory));
        settings.addAll(List.of(
                "--belay.notifier.slack.token-file=" + token,
                "--belay.notifier.slack.channel=#releases",
                "--belay.notifier.slack.pace.between=50ms",
                "--belay.notifier.slack.api-url=" + slack.apiUrl()));
    }

    @AfterEach
    void sentNothingThatSlackWouldNotUnderstand() {
        slack.close();
        topic.close();
        assertThat(slack.complaints()).isEmpty();
    }

    @Test
    void tellsSlackAndTheLog() throws Exception {
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(
                    events.release("shop-production"),
                    events.noted("of no interest for the log"),
                    events.question("Is the shop quiet?", true),
                    events.status(DeploymentStatus.WAITING, "Is the shop quiet?"),
                    events.notification("#customers", "Back at <noon> & not later"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(slack.texts())
                            .anyMatch(text ->
                                    text.contains("A decision is needed") && text.contains("./belay approve d1"))
                            .anyMatch(text -> text.startsWith("Back at &lt;noon&gt; &amp; not later")));
            topic.publish(events.status(DeploymentStatus.SUCCEEDED, "Every step has succeeded"));
            awaitTexts(5);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(slack.texts().get(0))
                            .contains("shop-release on shop-production", "Started by anna", "*succeeded*"));
            awaitLines(notifier, 4);
            assertThat(notifier.logged())
                    .contains("dev.belay.notifier.log: d1 to #customers: Back at <noon> & not later")
                    .noneMatch(line -> line.contains(PretendSlack.TOKEN));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(notifier.get("/actuator/prometheus"))
                            .contains(
                                    "belay_slack_delivery_seconds_count{outcome=\"delivered\"}",
                                    "belay_slack_pending 0.0",
                                    "belay_notifier_waiting_seconds{channel=\"slack\"} 0.0"));
            assertThat(notifier.get("/actuator/health"))
                    .startsWith("{\"components\"")
                    .contains("\"status\":\"UP\"");
        }
    }

    @Test
    void writesTheLogWhileSlackIsDown() throws Exception {
        slack.down();
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(events.started(), events.status(DeploymentStatus.SUCCEEDED, "Every step has succeeded"));

            awaitLines(notifier, 2);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(notifier.get("/actuator/health"))
                            .contains("\"status\":\"DEGRADED\"", "Slack cannot be reached"));
            assertThat(slack.calls()).isEmpty();
        }
    }

    @Test
    void losesNothingOverARestartWhileSlackIsDown() throws Exception {
        slack.down();
        List<String> texts = new ArrayList<>();
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            for (int number = 0; number < 10; number++) {
                topic.publish(events.notification("#customers", "message " + number));
                texts.add("message " + number);
            }
            awaitLines(notifier, 10);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(notifier.get("/actuator/prometheus")).contains("belay_slack_pending 11.0"));
        }
        slack.up();
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            awaitTexts(11);
            assertThat(slack.texts().stream()
                            .filter(text -> text.startsWith("message"))
                            .map(text -> text.lines().findFirst().orElseThrow()))
                    .isEqualTo(texts);
            assertThat(notifier.logged()).noneMatch(line -> line.startsWith("dev.belay.notifier.log"));
        }
    }

    @Test
    void tellsNothingTwiceAfterARestartEvenWhereKafkaHasForgottenTheGroup() throws Exception {
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(events.started(), events.notification(null, "once"));
            awaitTexts(2);
            awaitLines(notifier, 2);
        }
        topic.publish(events.status(DeploymentStatus.ROLLED_BACK, "The check failed"));

        try (RunningNotifier notifier =
                RunningNotifier.start(settings, "--belay.notifier.group=other-" + topic.name())) {
            awaitTexts(3);
            assertThat(slack.texts().get(2)).contains("It was rolled back: The check failed");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(slack.texts().get(0)).contains("*rolled back*"));
            awaitLines(notifier, 1);
        }
    }

    @Test
    void tellsNothingOldAtTheFirstStartButKnowsWhatItWasAbout() throws Exception {
        Events old = Events.of("d1", Instant.now().minus(Duration.ofHours(2)));
        topic.publish(old.started(), old.notification(null, "stale"));
        Events fresh = Events.of("d1", Instant.now());
        fresh.started();
        fresh.noted("");
        topic.publish(fresh.status(DeploymentStatus.ROLLING_BACK, "The check failed"));

        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            awaitTexts(2);
            assertThat(slack.texts().get(0)).contains("shop-release on shop-production", "*being taken back*");
            awaitLines(notifier, 1);
            assertThat(slack.texts()).noneMatch(text -> text.contains("stale"));
        }
    }

    @Test
    void waitsForKafkaAndGoesOn(KafkaServer kafka) throws Exception {
        topic.publish(events.notification("#customers", "patience"));
        try (ClosedDoor door = new ClosedDoor(kafka.bootstrapServers());
                RunningNotifier notifier =
                        RunningNotifier.start(settings, "--belay.kafka.bootstrap-servers=" + door.address())) {
            assertThat(notifier.get("/actuator/health")).contains("\"status\":\"DOWN\"");
            assertThat(slack.calls()).isEmpty();

            door.open();

            awaitTexts(2);
            assertThat(slack.texts()).anyMatch(text -> text.startsWith("patience"));
        }
    }

    @Test
    void putsAsideWhatItCannotReadAndGoesOn() throws Exception {
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish("d1", "{no json".getBytes(StandardCharsets.UTF_8), Map.of("ce_type", TYPE));
            topic.publish("d1", "{}".getBytes(StandardCharsets.UTF_8), Map.of("ce_type", TYPE));
            topic.publish("d1", "{}".getBytes(StandardCharsets.UTF_8), Map.of("ce_type", "something.else"));
            topic.publish("d1", null, Map.of("ce_type", TYPE));
            topic.publish("d1", eventWithoutStatus(), Map.of("ce_type", TYPE));
            topic.publish(events.notification("#customers", "readable"));

            awaitTexts(2);
            await().atMost(PATIENCE).until(() -> topic.readDeadLetters().size() == 5);
            List<ConsumerRecord<String, byte[]>> letters = topic.readDeadLetters();
            assertThat(letters)
                    .extracting(NotifierServiceTest::reason)
                    .satisfiesExactly(
                            reason -> assertThat(reason).contains("does not read as"),
                            reason -> assertThat(reason).contains("lacks the field deployment"),
                            reason -> assertThat(reason).contains("something.else"),
                            reason -> assertThat(reason).contains("no body"),
                            reason -> assertThat(reason).contains("lacks the field body.status"));
            assertThat(letters).extracting(ConsumerRecord::key).containsOnly("d1");
            assertThat(letters)
                    .extracting(letter -> text(letter, "ce_type"))
                    .containsExactly(TYPE, TYPE, "something.else", TYPE, TYPE);
            assertThat(new String(letters.get(0).value(), StandardCharsets.UTF_8))
                    .isEqualTo("{no json");
            assertThat(notifier.get("/actuator/prometheus")).contains("belay_messages_dead_lettered_total 5");
            // Nothing beside the topics of the tests and the broker's own.
            assertThat(topic.topics()).allMatch(name -> name.matches("__.*|events-.*"));
        }
    }

    private static void awaitLines(RunningNotifier notifier, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notifier.logged())
                        .filteredOn(line -> line.startsWith("dev.belay.notifier.log"))
                        .hasSize(count));
    }

    private void awaitTexts(int count) {
        await().atMost(PATIENCE).until(() -> slack.texts().size() >= count);
    }

    private static byte[] eventWithoutStatus() {
        return ("{\"deployment\":\"d1\",\"seq\":1,\"at\":\"" + Instant.now()
                        + "\",\"body\":{\"type\":\"status-changed\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String reason(ConsumerRecord<String, byte[]> letter) {
        return text(letter, Headers.REASON);
    }

    private static String text(ConsumerRecord<String, byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
