package dev.belay.rollout;

import dev.belay.worker.environment.settings.RolloutSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What Belay remembers of the releases that it laid out, beside them in {@code .belay}.
 *
 * <p>{@code version.preparing} stands before the release's directory does, {@code version.prepared} only after its last
 * command; so a directory that is not whole can be told from one that somebody laid out by hand.
 */
record PreparationMarks(Path directory, String version) {
    static PreparationMarks of(RolloutSettings settings, String version) {
        return new PreparationMarks(settings.releases().toAbsolutePath().resolve(".belay"), version);
    }

    boolean prepared() {
        return Files.exists(preparedMark());
    }

    /** Who began a preparation that has neither ended nor been cleared away. */
    Optional<String> unfinished() throws IOException {
        return Files.exists(preparingMark())
                ? Optional.of(Files.readString(preparingMark()).strip())
                : Optional.empty();
    }

    void begin(String execution) throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(preparedMark());
        write(preparingMark(), execution);
    }

    void finish(String execution) throws IOException {
        Path whole = directory.resolve(version + ".prepared.new");
        write(whole, execution);
        Files.move(whole, preparedMark(), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(preparingMark());
    }

    /** Forgets a preparation whose directory has been removed. */
    void abandon() throws IOException {
        Files.deleteIfExists(preparedMark());
        Files.deleteIfExists(preparingMark());
    }

    private Path preparedMark() {
        return directory.resolve(version + ".prepared");
    }

    private Path preparingMark() {
        return directory.resolve(version + ".preparing");
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text + "\n");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
