package dev.belay.worker.runtime;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process groups that a predecessor left running. */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private Leftovers() {}

    static int end(List<JournalEntry.ChildStarted> children) {
        return (int) children.stream().filter(Leftovers::end).count();
    }

    /** Whether there was anything to end; a process of the same number that started at another time is not touched. */
    private static boolean end(JournalEntry.ChildStarted child) {
        Optional<ProcessHandle> process = ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive);
        if (process.isEmpty() || !sameStart(process.get(), child.processStartedAt())) {
            return false;
        }
        LOG.warn("Process group {} was left by a predecessor and is ended", child.pid());
        killGroup(child.pid());
        process.get()
                .onExit()
                .orTimeout(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        return true;
    }

    private static boolean sameStart(ProcessHandle process, Instant startedAt) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(Duration.ofSeconds(2)) < 0)
                .orElse(false);
    }

    private static void killGroup(long group) {
        try {
            new ProcessBuilder("kill", "-KILL", "--", "-" + group)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (IOException notThere) {
            LOG.error("Process group {} could not be ended: {}", group, notThere.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
