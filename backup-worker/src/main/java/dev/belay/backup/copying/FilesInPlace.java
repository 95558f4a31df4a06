package dev.belay.backup.copying;

import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.disk.Readable;
import dev.belay.backup.disk.ShortName;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.scratch.ScratchDirectory;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The server's files taken where they lie, which takes a worker on the server's host and a login that may call
 * {@code pg_backup_start}.
 *
 * <p>Where the file system can, the copy shares their blocks until one of the two writes them (reflink), so that nothing
 * is read or written. Otherwise a small server is copied, and a larger one is left to pg_basebackup, which tells how far
 * it is. Meanwhile a temporary replication slot keeps the server from removing its log, which is copied last.
 */
final class FilesInPlace {
    private static final int FIRST_VERSION = 15;

    /** Copied within a second; of what is larger, pg_basebackup was as fast or faster where the disk has to write meanwhile. */
    private static final long SMALL = 500_000_000;

    /** What a server makes anew, as the documentation of the backup functions says. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");
    private static final Pattern FIRST_SEGMENT = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");
    private static final String SLOT = "belay_copy_";
    private static final String KEEP_LOG =
            "select slot_name::text from pg_catalog.pg_create_physical_replication_slot(?, true, true)";
    private static final String END =
            "select labelfile, pg_catalog.pg_walfile_name(lsn) from pg_catalog.pg_backup_stop(false)";
    private static final String GONE = "No such file or directory";

    private static final String MAY_BEGIN = """
        select coalesce((select setting from pg_catalog.pg_settings where name = 'data_directory'), '')
        where pg_catalog.has_function_privilege('pg_catalog.pg_backup_start(text, boolean)', 'execute')
          and pg_catalog.has_function_privilege('pg_catalog.pg_backup_stop(boolean)', 'execute')
        """;

    private final Path live;
    private final Path copy;
    private final Processes processes;
    private final Execution execution;

    private FilesInPlace(Path live, Path copy, Processes processes, Execution execution) {
        this.live = live;
        this.copy = copy;
        this.processes = processes;
        this.execution = execution;
    }

    /** How it ended. */
    sealed interface Taken {
        /** @param blocksNotShared why the files had to be copied; empty where they share the server's blocks */
        record Whole(Optional<String> blocksNotShared) implements Taken {}

        /** Nothing is left of the attempt. */
        record NotPossible(String why) implements Taken {}
    }

    static Taken take(SourceServer source, ScratchDirectory directory, Processes processes, Execution execution)
            throws IOException, InterruptedException, SQLException {
        if (source.version().major() < FIRST_VERSION) {
            return new Taken.NotPossible("servers before PostgreSQL " + FIRST_VERSION + " begin a backup otherwise");
        }
        if (!source.tablespaces().isEmpty()) {
            return new Taken.NotPossible("the server has tablespaces of its own");
        }
        DatabaseSettings settings = execution.environment().requireDatabase();
        String database = ServerAddress.of(settings.main()).database();
        Set<Login> logins =
                new LinkedHashSet<>(List.of(settings.main(), ServerAddress.onDatabase(settings.admin(), database)));
        for (Login login : logins) {
            try (DatabaseSession session = DatabaseSession.onLive(login, execution)) {
                Optional<String> data = session.find(MAY_BEGIN, row -> row.getString(1));
                if (data.isPresent()) {
                    Path live = Path.of(data.get());
                    if (!isServerOf(session, live)) {
                        return new Taken.NotPossible("the server's files are not within this worker's reach");
                    }
                    return new FilesInPlace(live, directory.data(), processes, execution)
                            .take(session, directory, source.serverBytes());
                }
            }
        }
        return new Taken.NotPossible("no login of the environment file may call pg_backup_start");
    }

    /** Another host may have a server at the same place: ours is the one whose child answers us. */
    private static boolean isServerOf(DatabaseSession session, Path live) throws SQLException {
        long backend = session.number("select pg_catalog.pg_backend_pid()");
        try (Stream<String> lines = Files.lines(live.resolve("postmaster.pid"))) {
            Optional<Long> server = lines.findFirst().map(Long::valueOf);
            return ProcessHandle.of(backend)
                    .flatMap(ProcessHandle::parent)
                    .map(ProcessHandle::pid)
                    .equals(server);
        } catch (IOException | NumberFormatException unreadable) {
            return false;
        }
    }

    private Taken take(DatabaseSession session, ScratchDirectory directory, long bytes)
            throws IOException, InterruptedException, SQLException {
        Path tried = directory.path().resolve("tried");
        Optional<String> notShared = copied(Reflink.ALWAYS, List.of(live.resolve("PG_VERSION")), tried)
                .map(how -> "the file system cannot share blocks between " + live + " and " + directory.path() + how);
        Files.deleteIfExists(tried);
        if (notShared.isPresent() && bytes > SMALL) {
            return new Taken.NotPossible(notShared.get() + "; and the server has " + Readable.bytes(bytes)
                    + ", whose copying should tell how far it is");
        }
        try {
            Optional<String> failed = begun(session, notShared.isPresent() ? Reflink.AUTO : Reflink.ALWAYS);
            if (failed.isPresent()) {
                PrivateFiles.deleteTree(copy);
                return new Taken.NotPossible(failed.get());
            }
            return new Taken.Whole(notShared);
        } catch (IOException | InterruptedException | SQLException | RuntimeException broken) {
            PrivateFiles.deleteTree(copy);
            throw broken;
        }
    }

    /** Backup and slot end with the session, whatever happens here. */
    private Optional<String> begun(DatabaseSession session, Reflink reflink)
            throws IOException, InterruptedException, SQLException {
        session.execute("set statement_timeout = 0");
        try {
            session.text(KEEP_LOG, SLOT + ShortName.random());
        } catch (SQLException refused) {
            return Optional.of("no replication slot keeps the server's log meanwhile: " + refused.getMessage());
        }
        session.text("select pg_catalog.pg_backup_start('belay copy', true)::text");
        PrivateFiles.createDirectories(copy);
        List<Path> entries = new ArrayList<>();
        for (Path entry : entries(live)) {
            String name = entry.getFileName().toString();
            if (EMPTY.contains(name)) {
                PrivateFiles.createDirectories(copy.resolve(name));
            } else if (!LEFT_OUT.contains(name)) {
                entries.add(entry);
            }
        }
        Optional<String> failed = copied(reflink, entries, copy);
        if (failed.isPresent()) {
            return Optional.of("copying its files failed" + failed.get());
        }
        String[] end = session.one(END, row -> new String[] {row.getString(1), row.getString(2)});
        Files.writeString(copy.resolve("backup_label"), end[0]);
        return log(reflink, end[0], end[1]);
    }

    /** The log from the backup's beginning to its end, without which the files are none of one moment. */
    private Optional<String> log(Reflink reflink, String label, String last) throws IOException, InterruptedException {
        Matcher first = FIRST_SEGMENT.matcher(label);
        if (!first.find()) {
            throw new IOException("The server's label of the backup names no beginning: " + label);
        }
        List<Path> segments = new ArrayList<>();
        for (Path file : entries(live.resolve("pg_wal"))) {
            String name = file.getFileName().toString();
            if (Files.isRegularFile(file) && name.compareTo(first.group(1)) >= 0 && name.compareTo(last) <= 0) {
                segments.add(file);
            }
        }
        Optional<String> failed = copied(reflink, segments, copy.resolve("pg_wal"));
        return Files.exists(copy.resolve("pg_wal").resolve(first.group(1)))
                ? failed.map(how -> "copying its log failed" + how)
                : Optional.of("the server has removed " + first.group(1) + " of its log meanwhile");
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    private enum Reflink {
        ALWAYS("--reflink=always"),
        AUTO("--reflink=auto");

        private final String option;

        Reflink(String option) {
            this.option = option;
        }
    }

    /**
     * Copies files and directories; what the server removes meanwhile is missed by nobody, since its log tells of it.
     *
     * @return what failed, as the end of a sentence
     */
    private Optional<String> copied(Reflink reflink, List<Path> files, Path to) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("cp", "--recursive", "--preserve=ownership", reflink.option));
        files.forEach(file -> command.add(file.toString()));
        command.add(to.toString());
        try {
            ProcessResult result = processes.run(ProcessRequest.of(command).withVariable("LC_ALL", "C"), execution);
            boolean complete = result.succeeded()
                    || !result.tail().isBlank() && result.tail().lines().allMatch(line -> line.endsWith(GONE));
            return complete
                    ? Optional.empty()
                    : Optional.of(": " + result.tail().lines().reduce("", (before, line) -> line));
        } catch (WorkFailed missing) {
            return Optional.of(": " + missing.failure().message());
        }
    }
}
