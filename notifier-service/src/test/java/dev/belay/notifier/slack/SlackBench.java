package dev.belay.notifier.slack;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.notifier.delivery.RetryProperties;
import dev.belay.notifier.delivery.Troubles;
import dev.belay.notifier.slack.PretendWorkspace.Said;
import dev.belay.notifier.slack.board.Boards;
import dev.belay.notifier.slack.calls.SlackCalls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The Slack channel without Kafka, on a clock that the test moves: an hour without Slack takes no time. */
final class SlackBench implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final MovedClock clock = new MovedClock(NOON);
    final PretendSlack slack = new PretendSlack(clock, Duration.ofSeconds(1));
    final Troubles troubles = new Troubles();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Path directory;
    private Boards boards;
    private SlackCalls calls;
    private SlackSender sender;

    SlackBench(Path directory) {
        this.directory = directory;
        begin();
    }

    /** As after a new start of the notifier: what it knows is what is on disk. */
    void restart() {
        calls.close();
        begin();
    }

    private void begin() {
        SlackProperties properties = new SlackProperties(
                token(PretendSlack.TOKEN),
                "#releases",
                Map.of("shop-staging", "#shop"),
                new SlackProperties.Mention("S0ONCALL00", Map.of("dba", "U0DBA00000")),
                slack.apiUrl(),
                Duration.ofSeconds(5),
                new SlackProperties.PaceProperties(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(1)));
        boards = Boards.open(directory.resolve("slack"), properties.channelChoice(), Duration.ofHours(1), clock);
        calls = new SlackCalls(properties.apiUrl(), properties.timeout(), directory.resolve("token"), meters);
        sender = SlackSender.of(
                properties,
                boards,
                calls,
                new RetryProperties(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                troubles,
                meters,
                clock);
    }

    Path token(String token) {
        try {
            return Files.writeString(directory.resolve("token"), token + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    void take(DeploymentEvent... events) {
        for (DeploymentEvent event : events) {
            boards.take(event);
        }
    }

    /** Lets it work for so long, by the clock. */
    void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            Duration wait = sender.turn();
            Duration left = Duration.between(clock.instant(), end);
            clock.move(wait.compareTo(left) < 0 ? wait : left);
        }
    }

    /** One errand, or none. */
    void turn() {
        sender.turn();
    }

    int pending() {
        return boards.size();
    }

    /** The messages in a channel that stand in no thread. */
    List<Said> roots(String channel) {
        return slack.workspace().messages(channel).stream()
                .filter(said -> !said.inThread())
                .toList();
    }

    List<Said> replies(String channel) {
        return slack.workspace().messages(channel).stream()
                .filter(Said::inThread)
                .toList();
    }

    @Override
    public void close() {
        calls.close();
        slack.close();
    }
}
