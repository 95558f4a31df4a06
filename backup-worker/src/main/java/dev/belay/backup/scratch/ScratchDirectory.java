package dev.belay.backup.scratch;

import dev.belay.backup.disk.InUse;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.disk.ShortName;
import dev.belay.worker.database.PrivateServer;
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
public final class ScratchDirectory implements AutoCloseable {
    /** The system takes no longer name of a socket. */
    private static final int LONGEST_SOCKET = 100;

    private static final String SOCKETS = "belay-socket-";

    private final Path path;
    private final InUse claim;
    private final Path sockets;

    private ScratchDirectory(Path path, InUse claim, Path sockets) {
        this.path = path;
        this.claim = claim;
        this.sockets = sockets;
    }

    /** What such a directory is made for, which its name tells. */
    public enum Use {
        TEST_RESTORE("belay-scratch-"),
        COPY("belay-copy-");

        private final String prefix;

        Use(String prefix) {
            this.prefix = prefix;
        }
    }

    /**
     * Beside the backups, or in the directory for temporary files where the server's user cannot get through to them.
     */
    public static ScratchDirectory create(Environment environment, Use use) throws IOException {
        removeAbandoned(environment, use);
        Path path = place(environment).resolve(prefix(environment, use) + ShortName.random());
        InUse claim = InUse.create(path);
        Path sockets = socketsOf(path);
        ScratchDirectory made = new ScratchDirectory(path, claim, sockets);
        try {
            ServerUser.own(path);
            PrivateFiles.createDirectories(sockets);
            ServerUser.own(sockets);
            return made;
        } catch (IOException | RuntimeException failed) {
            made.close();
            throw failed;
        }
    }

    /** Where such directories are made. */
    public static Path place(Environment environment) throws IOException {
        List<Path> places = places(environment);
        PrivateFiles.createDirectories(places.get(0));
        return ServerUser.reaches(places.get(0)) ? places.get(0) : places.get(1);
    }

    public Path path() {
        return path;
    }

    /** Where the server's data lies. */
    public Path data() {
        return path.resolve("data");
    }

    /** Where the server's socket lies. */
    public Path sockets() {
        return sockets;
    }

    @Override
    public void close() throws IOException {
        claim.close();
        PrivateFiles.deleteTree(sockets);
        PrivateFiles.deleteTree(path);
    }

    /** Removes what killed workers left. */
    public static void removeAbandoned(Environment environment, Use use) throws IOException {
        for (Path abandoned : abandoned(environment, use)) {
            endServerOf(abandoned);
            PrivateFiles.deleteTree(socketsOf(abandoned));
            PrivateFiles.deleteTree(abandoned);
        }
    }

    /** What killed workers left. */
    public static List<Path> abandoned(Environment environment, Use use) throws IOException {
        List<Path> abandoned = new ArrayList<>();
        for (Path place : places(environment)) {
            if (Files.isDirectory(place)) {
                try (DirectoryStream<Path> children = Files.newDirectoryStream(place, prefix(environment, use) + "*")) {
                    for (Path child : children) {
                        if (InUse.isAbandoned(child)) {
                            abandoned.add(child);
                        }
                    }
                }
            }
        }
        return abandoned;
    }

    private static List<Path> places(Environment environment) {
        return List.of(environment.requireBackups().directory().toAbsolutePath(), temporary());
    }

    private static Path socketsOf(Path directory) {
        Path within = directory.resolve("socket");
        return PrivateServer.socket(within).toString().length() <= LONGEST_SOCKET
                ? within
                : temporary().resolve(SOCKETS + checksum(directory));
    }

    private static String checksum(Path path) {
        CRC32 checksum = new CRC32();
        checksum.update(path.toString().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static String prefix(Environment environment, Use use) {
        Path backups = environment.requireBackups().directory().toAbsolutePath();
        return use.prefix + environment.name() + "-" + checksum(backups) + "-";
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
