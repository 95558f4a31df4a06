package dev.belay.embedded.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedPortsTest {
    private final Path directory;

    RememberedPortsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void givesTheSamePortAgain() {
        int first = new RememberedPorts(directory).port("broker", OptionalInt.empty());

        assertThat(new RememberedPorts(directory).port("broker", OptionalInt.empty()))
                .isEqualTo(first);
    }

    @Test
    void choosesAndRemembersAnotherPortWhenTheRememberedOneIsTaken() throws IOException {
        RememberedPorts ports = new RememberedPorts(directory);
        int first = ports.port("broker", OptionalInt.empty());
        int second;

        try (ServerSocket stranger = new ServerSocket()) {
            stranger.bind(LoopbackPort.address(first));
            second = ports.port("broker", OptionalInt.empty());
        }

        assertThat(second).isNotEqualTo(first);
        assertThat(ports.port("broker", OptionalInt.empty())).isEqualTo(second);
    }

    @Test
    void refusesAWishedPortThatIsTaken() throws IOException {
        try (ServerSocket stranger = new ServerSocket()) {
            stranger.bind(LoopbackPort.address(0));
            int taken = stranger.getLocalPort();

            assertThatThrownBy(() -> new RememberedPorts(directory).port("broker", OptionalInt.of(taken)))
                    .hasMessageContaining("Port %d of 127.0.0.1, asked for \"broker\", is taken".formatted(taken));
        }
    }
}
