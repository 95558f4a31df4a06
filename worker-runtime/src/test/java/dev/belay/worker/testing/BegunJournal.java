package dev.belay.worker.testing;

import dev.belay.contracts.message.Command;
import dev.belay.worker.runtime.JournalFixture;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the journal of a worker that died right after it had begun. */
final class BegunJournal {
    private BegunJournal() {}

    static void write(Path directory, Command command) throws IOException {
        JournalFixture.writeBegun(directory, command);
    }
}
