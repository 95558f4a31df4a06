package dev.belay.backup.copying;

import dev.belay.backup.disk.DiskSpace;
import dev.belay.backup.disk.DiskWatch;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.disk.ShortName;
import dev.belay.backup.disk.WatchedDisk;
import dev.belay.backup.postgres.ClientLogin;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.postgres.Quoted;
import dev.belay.backup.scratch.ScratchDirectory;
import dev.belay.backup.scratch.ServerUser;
import dev.belay.backup.scratch.ThrowAwayServer;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Progress;
import dev.belay.worker.environment.settings.BackupSettings;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the whole server, taken where they lie if that is possible, else read over a replication connection, and
 * started as a server of our own that acts on nothing outside: no archive, no upstream, no subscription, no foreign
 * server, and no library that does things by itself.
 */
final class FileCopy implements Copy {
    private static final Set<String> OF_THE_SOURCE = Set.of("standby.signal", "recovery.signal");
    private static final Pattern COPIED = Pattern.compile("(\\d+)/(\\d+) kB");

    private final ThrowAwayServer server;
    private final String how;
    private final String database;
    private final long bytes;
    private final List<Evidence> evidence;

    private FileCopy(ThrowAwayServer server, String how, String database, long bytes, List<Evidence> evidence) {
        this.server = server;
        this.how = how;
        this.database = database;
        this.bytes = bytes;
        this.evidence = List.copyOf(evidence);
    }

    static FileCopy make(SourceServer source, PostgresPrograms programs, Processes processes, Execution execution)
            throws IOException, InterruptedException, SQLException {
        PostgresPrograms.Program postgres = programs.server(source.version(), execution);
        PostgresPrograms.Program reading = programs.client("pg_basebackup", source.version(), execution);
        BackupSettings backups = execution.environment().requireBackups();
        ScratchDirectory directory = ScratchDirectory.create(execution.environment(), ScratchDirectory.Use.COPY);
        String name = "belay_copy_" + ShortName.random();
        FilesInPlace.Taken taken;
        try {
            DiskSpace.require(directory.path(), source.serverBytes() + backups.reserve(), "a copy of the whole server");
            taken = FilesInPlace.take(source, directory, processes, execution);
            if (taken instanceof FilesInPlace.Taken.NotPossible) {
                read(source, reading, directory, processes, execution);
            }
            replaceSettings(directory.data(), name, source);
            ServerUser.ownTree(directory.path());
        } catch (IOException | InterruptedException | SQLException | RuntimeException failed) {
            directory.close();
            throw failed;
        }
        ThrowAwayServer server =
                ThrowAwayServer.start(postgres, directory, source.first(), startSettings(source), processes, execution);
        try {
            List<Evidence> evidence = CopyIsolation.isolate(source, server, name, execution);
            return new FileCopy(server, how(taken, evidence), name, source.serverBytes(), evidence);
        } catch (SQLException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static String how(FilesInPlace.Taken taken, List<Evidence> evidence) {
        if (taken instanceof FilesInPlace.Taken.NotPossible not) {
            evidence.add(new Evidence("files not taken where they lie", not.why()));
            return "pg_basebackup";
        }
        Optional<String> notShared = ((FilesInPlace.Taken.Whole) taken).blocksNotShared();
        notShared.ifPresent(why -> evidence.add(new Evidence("blocks not shared (reflink)", why)));
        return notShared.isPresent() ? "files taken where they lie" : "files that share the server's blocks (reflink)";
    }

    @Override
    public String how() {
        return how;
    }

    @Override
    public DatabaseCopy place() {
        return new DatabaseCopy(database, server.sockets().toString());
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public List<Evidence> evidence() {
        return evidence;
    }

    @Override
    public void drop() {
        server.close();
    }

    /** A session as the copy's superuser, which sees every row. */
    DatabaseSession session(Execution execution) {
        return DatabaseSession.elsewhere(server.superuser(database), execution);
    }

    private static void read(
            SourceServer source,
            PostgresPrograms.Program reading,
            ScratchDirectory directory,
            Processes processes,
            Execution execution)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                reading.path().toString(),
                "--pgdata=" + directory.data(),
                "--wal-method=stream",
                "--checkpoint=fast",
                "--no-sync",
                "--no-manifest",
                "--no-password",
                "--progress"));
        for (int index = 0; index < source.tablespaces().size(); index++) {
            command.add("--tablespace-mapping="
                    + source.tablespaces().get(index).replace("=", "\\=") + "="
                    + directory.path().resolve("tablespace-" + index));
        }
        Login login = source.replicating().orElseThrow();
        DiskWatch disk = DiskWatch.of(execution.environment().requireBackups(), directory.path());
        try (ClientLogin client = ClientLogin.in(directory.path(), login, execution)) {
            ProcessResult result = new WatchedDisk(disk, "the copy was being made")
                    .run(
                            endable -> processes.run(
                                    client.request(command).eachLine(line -> tell(line, execution)), endable),
                            execution);
            if (!result.succeeded()) {
                throw new WorkFailed(new Failure(
                        FailureCode.PROCESS_FAILED,
                        "pg_basebackup ended with exit status " + result.exitCode() + ".",
                        "Mend what its output names.",
                        result.tail()));
            }
        }
    }

    private static void tell(String line, Execution execution) {
        Matcher copied = COPIED.matcher(line);
        if (copied.find()) {
            execution.progress(new Progress(
                    Long.parseLong(copied.group(1)) * 1024,
                    Long.parseLong(copied.group(2)) * 1024,
                    "bytes",
                    "copying the server's files"));
        }
    }

    /** The server's own settings, and who may log in, are none of the copy's. */
    private static void replaceSettings(Path data, String database, SourceServer source) throws IOException {
        for (String file : OF_THE_SOURCE) {
            Files.deleteIfExists(data.resolve(file));
        }
        StringBuilder settings = new StringBuilder();
        source.settings()
                .forEach((name, value) -> settings.append(name)
                        .append(" = '")
                        .append(value.replace("'", "''").replace("\n", " "))
                        .append("'\n"));
        write(data.resolve("postgresql.conf"), settings.toString());
        write(data.resolve("postgresql.auto.conf"), "");
        write(data.resolve("pg_ident.conf"), "");
        write(
                data.resolve("pg_hba.conf"),
                "local " + Quoted.identifier(database) + " all trust\nlocal all " + Quoted.identifier(source.first())
                        + " trust\n");
    }

    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        PrivateFiles.create(file).close();
        Files.writeString(file, text);
    }

    private static Map<String, String> startSettings(SourceServer source) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("shared_preload_libraries", String.join(",", CopyIsolation.harmless(source)));
        return settings;
    }
}
