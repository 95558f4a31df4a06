package dev.belay.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentEvent;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveredEventsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final DeploymentId D1 = new DeploymentId("d1");

    @TempDir
    Path directory;

    private final Events events = Events.of("d1", NOON);

    @Test
    void remembersPerChannelWhatWasDelivered() {
        DeploymentEvent first = events.started();
        DeploymentEvent second = events.noted("");
        DeliveredEvents told = DeliveredEvents.open(directory, NOON);
        told.delivered("log", first);
        told.delivered("log", second);
        told.delivered("slack", first);
        told.passed(first);

        KnownDeployment reopened = DeliveredEvents.open(directory, NOON).deployment(D1);

        assertThat(reopened.hasDelivered("log", 2)).isTrue();
        assertThat(reopened.hasDelivered("slack", 1)).isTrue();
        assertThat(reopened.hasDelivered("slack", 2)).isFalse();
        assertThat(reopened.plan()).isEqualTo("shop-release");
        assertThat(reopened.environment()).isEqualTo("shop-production");
    }

    @Test
    void keepsTheMomentOfTheFirstStartBeforeWhichNothingIsTold() {
        DeliveredEvents.open(directory, NOON.minusSeconds(1));

        assertThat(DeliveredEvents.open(directory, NOON.plusSeconds(1)).ignores(events.started()))
                .isFalse();
    }

    @Test
    void forgetsWhatEndedLongAgoAndStillTellsItToNobody() {
        DeliveredEvents told = DeliveredEvents.open(directory, NOON.minusSeconds(1));
        DeploymentEvent end = events.status(DeploymentStatus.SUCCEEDED, "");
        told.delivered("log", end);
        told.passed(end);
        Events later = Events.of("d2", NOON.plus(Duration.ofDays(91)));

        told.passed(later.status(DeploymentStatus.SUCCEEDED, ""));

        assertThat(told.deployment(D1).hasDelivered("log", 1)).isFalse();
        assertThat(told.ignores(end)).isTrue();
    }

    @Test
    void refusesAStateFileThatItHasNotWritten() throws IOException {
        Files.writeString(directory.resolve("delivered.json"), "{");

        assertThatThrownBy(() -> DeliveredEvents.open(directory, NOON))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("Move it away to begin anew");
    }
}
