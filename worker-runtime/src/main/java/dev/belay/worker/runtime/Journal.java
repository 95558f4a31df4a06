package dev.belay.worker.runtime;

import dev.belay.messaging.MessageCodec;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * What this worker has begun and what became of it, one line an entry, on disk before anything follows from it.
 *
 * <p>It is written through a plain stream: a channel would be closed by the interrupt that cancels an execution.
 */
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final ObjectMapper mapper = MessageCodec.contractMapper();
    private final Path file;
    private FileOutputStream output;

    private Journal(Path file) throws IOException {
        this.file = file;
        this.output = new FileOutputStream(file.toFile(), true);
    }

    /** Opens the journal of a directory, which must be locked by the caller. */
    static Journal open(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new Journal(directory.resolve("journal.jsonl"));
    }

    /**
     * Writes an entry and waits until it is on disk.
     *
     * @throws UncheckedIOException when it cannot be written; whatever it announces must then not begin
     */
    synchronized void write(JournalEntry entry) {
        try {
            output.write((mapper.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            output.getFD().sync();
        } catch (IOException broken) {
            throw new UncheckedIOException("The journal " + file + " cannot be written", broken);
        }
    }

    /** All entries, oldest first; a last line that a crash has torn is dropped. */
    synchronized List<JournalEntry> read() throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int number = 0; number < lines.size(); number++) {
            try {
                entries.add(mapper.readValue(lines.get(number), JournalEntry.class));
            } catch (JacksonException torn) {
                if (number < lines.size() - 1) {
                    throw new IOException(
                            "Line " + (number + 1) + " of the journal " + file
                                    + " cannot be read; expected one entry a line. Keep the file and call for help.",
                            torn);
                }
                LOG.warn("The last line of the journal {} was torn by a crash and is dropped", file);
            }
        }
        return entries;
    }

    /** Replaces all entries by the given ones, in one step. */
    synchronized void replace(List<JournalEntry> entries) throws IOException {
        Path next = file.resolveSibling("journal.next");
        try (FileOutputStream fresh = new FileOutputStream(next.toFile())) {
            for (JournalEntry entry : entries) {
                fresh.write((mapper.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            fresh.getFD().sync();
        }
        output.close();
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        output = new FileOutputStream(file.toFile(), true);
    }

    @Override
    public synchronized void close() throws IOException {
        output.close();
    }
}
