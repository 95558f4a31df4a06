package dev.belay.backup.verifying;

import dev.belay.backup.disk.InUse;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.disk.ShortName;
import dev.belay.worker.environment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** The place of a throw-away server: private, claimed while it is used, removed in every case. */
final class ScratchDirectory implements AutoCloseable {
    private final Path path;
    private final InUse claim;

    private ScratchDirectory(Path path, InUse claim) {
        this.path = path;
        this.claim = claim;
    }

    /**
     * Beside the backups, or in the directory for temporary files where the server's user cannot get through to them.
     */
    static ScratchDirectory create(Environment environment) throws IOException {
        removeAbandoned(environment);
        List<Path> places = places(environment);
        Path place = ServerUser.reaches(places.get(0)) ? places.get(0) : places.get(1);
        Path path = PrivateFiles.createDirectories(place.resolve(prefix(environment) + ShortName.random()));
        InUse claim = InUse.claim(path);
        ServerUser.own(path);
        return new ScratchDirectory(path, claim);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        claim.close();
        PrivateFiles.deleteTree(path);
    }

    /** Removes what killed workers left. */
    static void removeAbandoned(Environment environment) throws IOException {
        for (Path place : places(environment)) {
            removeAbandoned(place, prefix(environment));
        }
    }

    private static List<Path> places(Environment environment) {
        return List.of(
                environment.requireBackups().directory().toAbsolutePath(),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    private static String prefix(Environment environment) {
        Path backups = environment.requireBackups().directory().toAbsolutePath();
        CRC32 place = new CRC32();
        place.update(backups.toString().getBytes(StandardCharsets.UTF_8));
        return "belay-scratch-" + environment.name() + "-" + Long.toHexString(place.getValue()) + "-";
    }

    private static void removeAbandoned(Path place, String prefix) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        List<Path> abandoned = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(place, prefix + "*")) {
            for (Path child : children) {
                if (InUse.isAbandoned(child)) {
                    abandoned.add(child);
                }
            }
        }
        for (Path child : abandoned) {
            endServerOf(child);
            PrivateFiles.deleteTree(child);
        }
    }

    /** The server of a killed worker ends with it, at the latest after a grace period; nobody waits for that here. */
    private static void endServerOf(Path directory) {
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("postgres") && line.contains(directory + "/"))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }
}
