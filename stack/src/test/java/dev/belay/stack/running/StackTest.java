package dev.belay.stack.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.embedded.machine.DirectoryLock;
import dev.belay.embedded.machine.RecordedProcess;
import dev.belay.stack.StackFailed;
import dev.belay.stack.machine.BackgroundProgram;
import dev.belay.stack.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
    @TempDir
    private Path directory;

    private final List<Process> launched = new ArrayList<>();
    private final Listener listener = new Listener();
    private StateDirectory state;
    private Stack stack;

    @BeforeEach
    void createState() {
        state = new StateDirectory(directory.resolve("state"));
        state.create();
        stack = new Stack(state);
    }

    @AfterEach
    void endProcesses() {
        launched.forEach(Process::destroyForcibly);
    }

    @Test
    void isStoppedWhereNothingIsOnRecord() {
        assertThat(stack.condition()).isEqualTo(Condition.STOPPED);
    }

    @Test
    void isHalfThereWhereOnlyAPartRuns() throws IOException {
        run(Part.SERVERS);

        assertThat(stack.condition()).isEqualTo(Condition.HALF);
    }

    @Test
    void endsThoseWhoUseTheServersBeforeTheServers() throws IOException {
        run(Part.SERVERS);
        run(Part.SERVICES);

        stack.stop(listener);

        assertThat(listener.ended).containsExactly(Part.SERVICES, Part.SERVERS);
        assertThat(launched).noneMatch(Process::isAlive);
        assertThat(stack.condition()).isEqualTo(Condition.STOPPED);
    }

    @Test
    void leavesAProcessAloneThatHasOnlyTheNumberOfOurs() throws IOException {
        Process foreign = run(Part.SERVICES);
        new RecordedProcess(foreign.pid(), Instant.now().minusSeconds(3600)).writeTo(record(Part.SERVICES));

        stack.stop(listener);

        assertThat(listener.ended).isEmpty();
        assertThat(foreign.isAlive()).isTrue();
        assertThat(record(Part.SERVICES)).doesNotExist();
    }

    @Test
    void endsNothingTwice() throws IOException {
        run(Part.SERVICES);
        stack.stop(EndListener.NOBODY);

        stack.stop(listener);

        assertThat(listener.ended).isEmpty();
    }

    @Test
    void refusesToStopWhileAnotherStartsOrStopsIt() throws IOException {
        run(Part.SERVICES);
        try (DirectoryLock other = DirectoryLock.acquire(state.processes())) {
            assertThatThrownBy(() -> stack.stop(listener))
                    .isInstanceOf(StackFailed.class)
                    .hasMessageContaining("at work on " + state);
        }
        assertThat(launched).allMatch(Process::isAlive);
    }

    private static final class Listener implements EndListener {
        private final List<Part> ended = new ArrayList<>();

        @Override
        public void ended(Ended process) {
            ended.add(process.part());
        }

        @Override
        public void leftover(String server) {
            throw new AssertionError("Nothing was killed, but " + server + " was found");
        }
    }

    private Process run(Part part) throws IOException {
        Process process = new ProcessBuilder("sleep", "300").start();
        launched.add(process);
        RecordedProcess.of(process.toHandle()).writeTo(record(part));
        Files.writeString(BackgroundProgram.log(state, part.label()), "");
        return process;
    }

    private Path record(Part part) {
        return BackgroundProgram.record(state, part.label());
    }
}
