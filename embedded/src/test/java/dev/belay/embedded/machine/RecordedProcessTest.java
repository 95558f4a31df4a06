package dev.belay.embedded.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedProcessTest {
    private final Path directory;

    RecordedProcessTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void endsTheProcessThatWasRecorded() throws IOException {
        Process process = new ProcessBuilder("sleep", "300").start();
        Path file = directory.resolve("server.pid");
        RecordedProcess.of(process.toHandle()).writeTo(file);

        RecordedProcess.findIn(file).orElseThrow().end();

        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void doesNotTakeALaterProcessWithTheSameIdForTheRecordedOne() throws IOException {
        Process process = new ProcessBuilder("sleep", "300").start();
        try {
            RecordedProcess real = RecordedProcess.of(process.toHandle());
            RecordedProcess earlier =
                    new RecordedProcess(real.processId(), real.started().minus(Duration.ofMinutes(1)));

            earlier.end();

            assertThat(earlier.findLive()).isEmpty();
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void findsNothingInARecordThatWasNotWrittenToItsEnd() throws IOException {
        Path file = Files.writeString(directory.resolve("server.pid"), "12");

        assertThat(RecordedProcess.findIn(file)).isEmpty();
    }
}
