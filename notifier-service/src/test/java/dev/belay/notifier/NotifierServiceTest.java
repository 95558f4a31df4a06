package dev.belay.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Headers;
import dev.belay.embedded.junit.Infrastructure;
import dev.belay.embedded.junit.KafkaServer;
import dev.belay.embedded.junit.WithInfrastructure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final PretendSlack slack = new PretendSlack();
    private final Events events = Events.of("d1", Instant.now());
    private EventTopic topic;
    private List<String> settings;

    @BeforeEach
    void prepare(KafkaServer kafka) throws IOException {
        topic = new EventTopic(kafka.bootstrapServers());
        Path token = Files.writeString(directory.resolve("token"), PretendSlack.TOKEN + "\n");
        settings = List.of(
                "--server.port=0",
                "--belay.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.cloud.stream.bindings.deploymentEvents-in-0.destination=" + topic.name(),
                "--spring.cloud.stream.bindings.deploymentEvents-in-0.group=" + topic.name(),
                "--spring.cloud.stream.bindings.deadLetters-out-0.destination=" + topic.deadLetters(),
                "--belay.notifier.state=" + directory.resolve("state"),
                "--belay.notifier.retry.first=20ms",
                "--belay.notifier.retry.longest=100ms",
                "--belay.notifier.slack.token-file=" + token,
                "--belay.notifier.slack.channel=#releases",
                "--belay.notifier.slack.api-url=" + slack.apiUrl());
    }

    @AfterEach
    void sentNothingThatSlackWouldNotUnderstand() {
        slack.close();
        topic.close();
        assertThat(slack.complaints()).isEmpty();
    }

    @Test
    void tellsSlackAndTheLogInTheOrderOfTheEvents() throws Exception {
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(
                    events.started(),
                    events.noted("of no interest"),
                    events.question("Is the shop quiet?", true),
                    events.status(DeploymentStatus.WAITING, "Is the shop quiet?"),
                    events.notification("#customers", "Back at <noon> & not later"),
                    events.status(DeploymentStatus.SUCCEEDED, "Every step has succeeded"));

            awaitTexts(4);
            assertThat(slack.texts().get(0)).startsWith("shop-release on shop-production was started by anna");
            assertThat(slack.texts().get(1)).contains("Is the shop quiet?", "./belay approve d1 --step go-live");
            assertThat(slack.texts().get(2)).isEqualTo("Back at &lt;noon&gt; &amp; not later");
            assertThat(slack.texts().get(3)).startsWith("shop-release on shop-production has succeeded");
            assertThat(slack.attempts())
                    .extracting(PretendSlack.Posted::channel)
                    .containsExactly("#releases", "#releases", "#customers", "#releases");
            assertThat(notifier.logged().stream().filter(line -> line.startsWith("dev.belay.notifier.log")))
                    .hasSize(4)
                    .element(2)
                    .isEqualTo("dev.belay.notifier.log: d1 to #customers: Back at <noon> & not later");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(notifier.get("/actuator/prometheus"))
                    .contains("belay_slack_delivery_seconds_count{outcome=\"delivered\"} 4"));
            assertThat(notifier.get("/actuator/health")).contains("\"status\":\"UP\"");
        }
    }

    @Test
    void leavesSlackAloneForAsLongAsItAsks() throws Exception {
        slack.thenBreak();
        slack.thenLimit(2);
        slack.thenLimit(1);
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(events.notification("#a", "first"), events.notification("#b", "second"));

            awaitTexts(2);
            assertThat(slack.texts()).containsExactly("first", "second");
            assertThat(slack.attempts()).hasSize(5);
            assertThat(between(1, 2)).isGreaterThanOrEqualTo(Duration.ofMillis(1900));
            assertThat(between(2, 3)).isGreaterThanOrEqualTo(Duration.ofMillis(900));
            assertThat(notifier.logged())
                    .filteredOn(line -> line.contains("log: d1 to #a"))
                    .hasSize(1);
        }
    }

    @Test
    void losesNothingWhileSlackIsDown() throws Exception {
        slack.down();
        List<String> texts = new ArrayList<>();
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(events.notification(null, "message 0"));
            texts.add("message 0");
            await().atMost(PATIENCE)
                    .until(() -> notifier.logged().stream()
                                    .filter(line -> line.contains("Slack cannot be reached"))
                                    .count()
                            > 2);
            for (int number = 1; number < 30; number++) {
                topic.publish(events.notification(null, "message " + number));
                texts.add("message " + number);
            }
            slack.up();

            awaitTexts(30);
            assertThat(slack.texts()).isEqualTo(texts);
        }
    }

    @Test
    void survivesARestartWhileSlackIsDown() throws Exception {
        slack.down();
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(events.started(), events.notification(null, "second"));
            await().atMost(PATIENCE)
                    .until(() -> notifier.logged().stream().anyMatch(line -> line.contains("cannot be reached")));
        }
        slack.up();
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            awaitTexts(2);
            assertThat(slack.texts().get(0)).contains("was started by anna");
            assertThat(slack.texts().get(1)).isEqualTo("second");
            assertThat(notifier.logged()).noneMatch(line -> line.contains("was started by anna"));
        }
    }

    @Test
    void tellsNothingTwiceAfterARestartEvenWhereKafkaHasForgottenTheGroup() throws Exception {
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(events.started(), events.notification(null, "once"));
            awaitTexts(2);
        }
        topic.publish(events.status(DeploymentStatus.ROLLED_BACK, "The check failed"));

        try (RunningNotifier notifier = RunningNotifier.start(
                settings, "--spring.cloud.stream.bindings.deploymentEvents-in-0.group=other-" + topic.name())) {
            awaitTexts(3);
            assertThat(slack.texts().get(2)).startsWith("shop-release on shop-production was rolled back");
            assertThat(notifier.logged())
                    .filteredOn(line -> line.contains("notifier.log"))
                    .hasSize(1);
        }
    }

    @Test
    void goesOnAfterWhatSlackWillNeverTake() throws Exception {
        slack.thenRefuse("channel_not_found");
        slack.thenRefuse("invalid_auth");
        slack.thenRefuse("internal_error");
        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            topic.publish(
                    events.notification("#nowhere", "lost"),
                    events.notification(null, "lost too"),
                    events.notification(null, "taken"));

            awaitTexts(1);
            assertThat(slack.texts()).containsExactly("taken");
            assertThat(slack.attempts()).hasSize(4);
            assertThat(notifier.logged())
                    .anyMatch(line -> line.contains("\"#nowhere\" is given up") && line.contains("invite Belay's app"))
                    .anyMatch(line -> line.contains("\"invalid_auth\"") && line.contains("token file"))
                    .noneMatch(line -> line.contains(PretendSlack.TOKEN));
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
            topic.publish(events.notification(null, "readable"));

            awaitTexts(1);
            List<ConsumerRecord<String, byte[]>> letters = topic.readDeadLetters();
            assertThat(letters)
                    .extracting(NotifierServiceTest::reason)
                    .satisfiesExactly(
                            reason -> assertThat(reason).contains("does not read as"),
                            reason -> assertThat(reason).contains("expected a deployment"),
                            reason -> assertThat(reason).contains("something.else"),
                            reason -> assertThat(reason).contains("no body"),
                            reason -> assertThat(reason).contains("lacks a field"));
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

    @Test
    void tellsNothingOldAtTheFirstStartButKnowsWhatItWasAbout() throws Exception {
        Events old = Events.of("d1", Instant.now().minus(Duration.ofHours(2)));
        topic.publish(old.started(), old.notification(null, "stale"));
        Events fresh = Events.of("d1", Instant.now());
        fresh.started();
        fresh.noted("");
        topic.publish(fresh.status(DeploymentStatus.ROLLING_BACK, "The check failed"));

        try (RunningNotifier notifier = RunningNotifier.start(settings)) {
            awaitTexts(1);
            assertThat(slack.texts().get(0)).startsWith("shop-release on shop-production is being taken back");
            assertThat(notifier.logged()).noneMatch(line -> line.contains("stale"));
        }
    }

    @Test
    void waitsForKafkaAndGoesOn(KafkaServer kafka) throws Exception {
        topic.publish(events.notification(null, "patience"));
        try (ClosedDoor door = new ClosedDoor(kafka.bootstrapServers());
                RunningNotifier notifier =
                        RunningNotifier.start(settings, "--belay.kafka.bootstrap-servers=" + door.address())) {
            assertThat(notifier.get("/actuator/health")).contains("\"status\":\"DOWN\"");
            assertThat(slack.attempts()).isEmpty();

            door.open();

            awaitTexts(1);
            assertThat(slack.texts()).containsExactly("patience");
        }
    }

    private void awaitTexts(int count) {
        await().atMost(PATIENCE).until(() -> slack.texts().size() >= count);
    }

    private Duration between(int one, int other) {
        return Duration.ofNanos(slack.attempts().get(other).nanoTime()
                - slack.attempts().get(one).nanoTime());
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
