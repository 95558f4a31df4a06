package dev.belay.backup.elsewhere;

import dev.belay.backup.catalogue.BackupDirectory;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.contracts.BackupId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Remembers, beside the backups, which of them were copied where, or may have been in part. */
final class CopyMarks {
    private static final Pattern NAME = Pattern.compile("(?<backup>[0-9a-z-]+)\\.(?<place>[0-9a-z-]+)");
    private static final String WHOLE = "whole\n";

    private final Path directory;

    CopyMarks(BackupDirectory backups) {
        this.directory = backups.copyMarks();
    }

    /** A copy that has been begun. */
    record Mark(BackupId backup, String place) {}

    /** Before anything is sent, so that nothing lies there of which nobody knows. */
    void begin(Mark mark) throws IOException {
        PrivateFiles.createDirectories(directory);
        write(mark, "");
    }

    /** Once all of it was found to be there. */
    void whole(Mark mark) throws IOException {
        write(mark, WHOLE);
    }

    boolean isWhole(Mark mark) throws IOException {
        Path file = file(mark);
        return Files.exists(file) && Files.readString(file).equals(WHOLE);
    }

    void forget(Mark mark) throws IOException {
        Files.deleteIfExists(file(mark));
    }

    List<Mark> all() throws IOException {
        List<Mark> marks = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    if (name.matches()) {
                        marks.add(new Mark(new BackupId(name.group("backup")), name.group("place")));
                    }
                }
            }
        }
        return marks;
    }

    private void write(Mark mark, String text) throws IOException {
        try (FileChannel channel = PrivateFiles.create(file(mark))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        PrivateFiles.force(directory);
    }

    private Path file(Mark mark) {
        return directory.resolve(mark.backup() + "." + mark.place());
    }
}
