package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.embedded.machine.ListeningSockets;
import dev.belay.embedded.machine.LoopbackPort;
import dev.belay.embedded.machine.ReachableDirectory;
import dev.belay.embedded.machine.RecordedProcess;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.temporal.EmbeddedTemporal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServersMainTest {
    private final ReachableDirectory directory = new ReachableDirectory();
    private final List<Process> launched = new ArrayList<>();

    @AfterEach
    void endProcessesAndDeleteDirectory() throws InterruptedException {
        for (Process process : launched) {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
        EmbeddedTemporal.stopLeftover(servers().resolve("temporal"));
        EmbeddedPostgres.stopLeftover(servers().resolve("postgres"));
        directory.close();
    }

    @Test
    void recoversFromAKilledProcessAndStopsAllOnTheSignal() throws Exception {
        Process killed = launch();
        ServersFile before = awaitReady(killed);
        killed.destroyForcibly().waitFor();
        assertThat(LoopbackPort.answers(before.postgres().port()))
                .as("it outlives its parent")
                .isTrue();

        Process process = launch();
        ServersFile after = awaitReady(process);

        assertThat(after.kafka()).isEqualTo(before.kafka());
        assertThat(after.temporal()).isEqualTo(before.temporal());
        assertThat(after.postgres()).isEqualTo(before.postgres());
        assertThat(RecordedProcess.findIn(temporalRecord())
                        .flatMap(RecordedProcess::findLive)
                        .isPresent())
                .isEqualTo(after.temporal().durable());

        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(LoopbackPort.answers(after.postgres().port())).isFalse();
        assertThat(LoopbackPort.answers(portOf(after.temporal().target()))).isFalse();
        assertThat(LoopbackPort.answers(portOf(after.kafka()))).isFalse();
        assertThat(ServersFile.in(servers())).doesNotExist();
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/net/tcp"))).as("Linux").isTrue();
        Process process = launch();
        awaitReady(process);

        assertThat(ListeningSockets.of(process.pid()))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(ListeningSockets::isLoopback);

        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private Process launch() throws IOException {
        Path output = directory.path().resolve("output.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServersMain.class.getName(),
                        "--directory",
                        servers().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        launched.add(process);
        return process;
    }

    private ServersFile awaitReady(Process process) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .failFast("the process has ended", () -> !process.isAlive())
                .until(() -> Files.exists(ServersFile.in(servers()))
                        && ServersFile.read(servers()).pid() == process.pid());
        return ServersFile.read(servers());
    }

    private Path servers() {
        return directory.path().resolve("servers");
    }

    private Path temporalRecord() {
        return servers().resolve("temporal/temporal.pid");
    }

    private static int portOf(String target) {
        return Integer.parseInt(target.substring(target.indexOf(':') + 1));
    }
}
