package dev.belay.worker.runtime;

import dev.belay.contracts.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Opens the package's journal to the test fixtures of other packages. */
public final class JournalFixture {
    private JournalFixture() {}

    public static void writeBegun(Path directory, Command command) throws IOException {
        try (Journal journal = Journal.open(directory)) {
            journal.write(new JournalEntry.Accepted(command, Instant.now()));
            journal.write(new JournalEntry.Begun(command.execution(), Instant.now()));
        }
    }
}
