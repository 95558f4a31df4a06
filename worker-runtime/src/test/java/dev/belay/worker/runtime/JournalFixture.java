package dev.belay.worker.runtime;

import dev.belay.contracts.message.Command;
import dev.belay.messaging.trace.TraceContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Opens the package's journal to the test fixtures of other packages. */
public final class JournalFixture {
    private JournalFixture() {}

    public static void writeBegun(Path directory, Command command) throws IOException {
        writeBegun(directory, command, null);
    }

    static void writeBegun(Path directory, Command command, @Nullable TraceContext trace) throws IOException {
        try (Journal journal = Journal.open(directory)) {
            journal.write(new JournalEntry.Accepted(command, Instant.now(), trace));
            journal.write(new JournalEntry.Begun(command.execution(), Instant.now()));
        }
    }
}
