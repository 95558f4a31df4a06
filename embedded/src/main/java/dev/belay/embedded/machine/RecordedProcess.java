package dev.belay.embedded.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A server process that may outlive us: known by process id and start time, so that a later process with the same id is not taken for it. */
public record RecordedProcess(long processId, Instant started) {
    // Systems tell a start time by a clock that moves a little against the one that was read at the record.
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final BoundedWait GENTLE_END = new BoundedWait(Duration.ofSeconds(15), Duration.ofMillis(20));
    private static final BoundedWait FORCED_END = new BoundedWait(Duration.ofSeconds(5), Duration.ofMillis(20));

    public static RecordedProcess of(ProcessHandle process) {
        return new RecordedProcess(process.pid(), process.info().startInstant().orElseGet(Instant::now));
    }

    /** What the file holds; nothing where it is absent or was not written to its end. */
    public static Optional<RecordedProcess> findIn(Path file) {
        try {
            String[] words = Files.exists(file) ? Files.readString(file).strip().split(" ") : new String[0];
            return words.length == 2
                    ? Optional.of(new RecordedProcess(Long.parseLong(words[0]), Instant.parse(words[1])))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Process recorded in %s cannot be read".formatted(file), e);
        }
    }

    public void writeTo(Path file) {
        WholeFile.write(file, processId + " " + started + "\n");
    }

    /** The process itself if it still runs. */
    public Optional<ProcessHandle> findLive() {
        return ProcessHandle.of(processId)
                .filter(RecordedProcess::isRunning)
                .filter(process ->
                        process.info().startInstant().map(this::isAboutOurs).orElse(false));
    }

    // A dead child that no parent has collected, as in containers whose first process does not, counts as alive there.
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && !isUncollected(process.pid());
    }

    private static boolean isUncollected(long processId) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(processId), "stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException noSuchFileSystem) {
            return false;
        }
    }

    private boolean isAboutOurs(Instant start) {
        return Duration.between(started, start).abs().compareTo(TOLERANCE) <= 0;
    }

    /** Asks the process to end, and kills it where it does not; returns when it is gone. */
    public void end() {
        findLive().ifPresent(process -> {
            process.destroy();
            if (!GENTLE_END.until(() -> !isRunning(process))) {
                process.destroyForcibly();
                FORCED_END.until(() -> !isRunning(process));
            }
        });
    }
}
