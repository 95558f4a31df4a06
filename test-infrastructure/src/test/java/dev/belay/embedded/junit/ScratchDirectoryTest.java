package dev.belay.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.embedded.machine.RecordedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchDirectoryTest {

    @Test
    void clearsAwayWhatKilledRunsLeftAndNothingElse() throws IOException {
        Path abandoned = Files.createTempDirectory("belay-test-");
        Files.createDirectory(abandoned.resolve(".in-use"));
        Path server = Files.createDirectory(abandoned.resolve("server"));
        Process child = new ProcessBuilder("sleep", "300").start();
        RecordedProcess.of(child.toHandle()).writeTo(server.resolve("temporal.pid"));
        try (ScratchDirectory used = ScratchDirectory.create()) {
            Files.createDirectories(used.path());

            ScratchDirectory.sweep();

            assertThat(abandoned).doesNotExist();
            assertThat(child.isAlive()).isFalse();
            assertThat(used.path()).exists();
        } finally {
            child.destroyForcibly();
        }
    }
}
