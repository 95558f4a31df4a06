package dev.belay.notifier.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.notifier.Events;
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
    void remembersWhatWasDelivered() {
        DeploymentEvent first = events.started();
        DeploymentEvent second = events.noted("");
        DeliveredEvents told = DeliveredEvents.open(directory, "log", NOON);
        told.delivered(first);
        told.delivered(second);

        KnownDeployment reopened = DeliveredEvents.open(directory, "log", NOON).deployment(D1);

        assertThat(reopened.hasDelivered(2)).isTrue();
        assertThat(reopened.hasDelivered(3)).isFalse();
        assertThat(reopened.plan()).isEqualTo("shop-release");
        assertThat(reopened.environment()).isEqualTo("shop-production");
    }

    @Test
    void keepsChannelsApart() {
        DeliveredEvents.open(directory, "log", NOON).delivered(events.started());

        assertThat(DeliveredEvents.open(directory, "slack", NOON).deployment(D1).hasDelivered(1))
                .isFalse();
    }

    @Test
    void keepsTheMomentOfTheFirstStartBeforeWhichNothingIsTold() {
        DeliveredEvents.open(directory, "log", NOON.minusSeconds(1));

        assertThat(DeliveredEvents.open(directory, "log", NOON.plusSeconds(1)).ignores(events.started()))
                .isFalse();
    }

    @Test
    void forgetsWhatEndedLongAgoAndStillTellsItToNobody() {
        DeliveredEvents told = DeliveredEvents.open(directory, "log", NOON.minusSeconds(1));
        DeploymentEvent end = events.status(DeploymentStatus.SUCCEEDED, "");
        told.delivered(end);
        Events later = Events.of("d2", NOON.plus(Duration.ofDays(91)));

        told.delivered(later.status(DeploymentStatus.SUCCEEDED, ""));

        assertThat(told.deployment(D1).hasDelivered(1)).isFalse();
        assertThat(told.ignores(end)).isTrue();
    }

    @Test
    void refusesAStateFileThatItHasNotWritten() throws IOException {
        Files.writeString(directory.resolve("log.json"), "{");

        assertThatThrownBy(() -> DeliveredEvents.open(directory, "log", NOON))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("Move it away to begin anew");
    }
}
