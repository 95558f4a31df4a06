package dev.belay.stack.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.embedded.machine.RecordedProcess;
import dev.belay.stack.state.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundProgramTest {
    @TempDir
    private Path directory;

    @Test
    void runsInASessionOfItsOwnOnRecordAndIntoItsLog() throws Exception {
        StateDirectory state = new StateDirectory(directory);
        state.create();
        BackgroundProgram program =
                new BackgroundProgram("sleeper", Sleeper.class.getName(), List.of("-Xmx32m"), List.of("hello"));

        Process process = program.start(state);
        try {
            RecordedProcess recorded = RecordedProcess.findIn(BackgroundProgram.record(state, "sleeper"))
                    .orElseThrow();
            assertThat(recorded.processId()).isEqualTo(process.pid());
            assertThat(recorded.findLive()).isPresent();
            Path log = BackgroundProgram.log(state, "sleeper");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(Files.readString(log)).contains("hello from " + process.pid()));
            assertThat(session(process.pid())).isEqualTo(process.pid());
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static long session(long processId) throws Exception {
        Process ps = new ProcessBuilder("ps", "-o", "sid=", "-p", Long.toString(processId)).start();
        return Long.parseLong(new String(ps.getInputStream().readAllBytes()).strip());
    }
}
