package dev.belay.embedded.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.embedded.machine.ListeningSockets;
import dev.belay.embedded.machine.RecordedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("temporal")
class EmbeddedTemporalTest {
    private final Path directory;

    EmbeddedTemporalTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void runsAWorkflowInsideTheJvmWhereThatIsChosen() throws Exception {
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(
                        TemporalConfiguration.in(directory).withChoice(ServerChoice.IN_JVM));
                GreetingService greetings = new GreetingService(temporal)) {
            greetings.begin("one");

            assertThat(greetings.finish("one", "Ada")).isEqualTo("Hello Ada");
            assertThat(temporal.durable()).isFalse();
            assertThat(temporal.target()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void keepsARunningWorkflowAndItsAddressOverARestart() throws Exception {
        assumeProgram();
        String address;
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(directory);
                GreetingService greetings = new GreetingService(temporal)) {
            assertThat(temporal.durable()).isTrue();
            address = temporal.target();
            greetings.begin("one");
        }

        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(directory);
                GreetingService greetings = new GreetingService(temporal)) {
            assertThat(temporal.target()).isEqualTo(address);
            assertThat(greetings.finish("one", "Ada")).isEqualTo("Hello Ada");
        }
    }

    @Test
    void startsTheProgramAgainWhenItIsKilled() throws Exception {
        assumeProgram();
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(directory);
                GreetingService greetings = new GreetingService(temporal)) {
            greetings.begin("one");
            RecordedProcess killed = recorded();
            killed.findLive().orElseThrow().destroyForcibly();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> recorded().processId() != killed.processId());
            assertThat(greetings.finish("one", "Ada")).isEqualTo("Hello Ada");
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        assumeProgram();
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(directory)) {
            assertThat(temporal.target()).isNotBlank();
            assertThat(ListeningSockets.of(recorded().processId())).isNotEmpty().allMatch(ListeningSockets::isLoopback);
        }
    }

    @Test
    void leavesNoProcessBehind() {
        assumeProgram();
        RecordedProcess child;
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(directory)) {
            assertThat(temporal.durable()).isTrue();
            child = recorded();
        }

        assertThat(child.findLive()).isEmpty();
        assertThat(Files.exists(directory.resolve("temporal.pid"))).isFalse();
    }

    @Test
    void namesTheStateAfterTheVersionsOfProgramAndServer() {
        assertThat(TemporalProgram.stateFileName("temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)\n"))
                .isEqualTo("temporal-1.5.1-server-1.29.1.db");
        assertThat(TemporalProgram.stateFileName("temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)"))
                .isEqualTo("temporal-0.0.0-DEV-server-1.29.1.db");
        assertThatThrownBy(() -> TemporalProgram.stateFileName("what?")).hasMessageContaining("expected");
    }

    private RecordedProcess recorded() {
        return RecordedProcess.findIn(directory.resolve("temporal.pid")).orElseThrow();
    }

    private static void assumeProgram() {
        assumeThat(TemporalProgram.find())
                .as(
                        "the program \"temporal\" is installed, as scripts/install-temporal does; without it the server keeps nothing")
                .isPresent();
    }
}
