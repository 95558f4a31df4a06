package dev.belay.worker.environment.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Another place, to which backups are copied.
 *
 * @param send the commands that copy the directory of a backup there
 * @param digests the command that prints, as {@code sha256sum} does, a line for each file that lies there
 * @param remove the commands that remove the copy of a backup, and succeed where there is none
 */
public record BackupPlace(String name, List<CommandLine> send, CommandLine digests, List<CommandLine> remove) {
    public BackupPlace {
        send = List.copyOf(send);
        remove = List.copyOf(remove);
    }

    /** All of them. */
    public List<CommandLine> commands() {
        return Stream.of(send, List.of(digests), remove).flatMap(List::stream).toList();
    }
}
