package dev.belay.backup.copying;

import dev.belay.backup.Backups;
import dev.belay.backup.benchmark.Figures;
import dev.belay.backup.benchmark.MeasuredServer;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.scratch.ScratchDirectory;
import dev.belay.contracts.work.CopyWork;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures copies for rehearsals beside a dump that is piped into a restore, under a writer, in the same run, each until
 * it can be used; see benchmarks/copy.sh. Not a test of the build: no name of its classes ends in Test.
 */
class CopyBenchmark {
    /** A directory on a file system that shares blocks, where server and copies are to lie; empty for usual ones. */
    private static final String PLACE = System.getProperty("belay.benchmark.place", "");

    private static final String REPLICATING = "app_replicating";
    private static final String ON_THE_HOST = "app_on_the_host";
    private static final String PIPED = "select oid::text from pg_database where datname = 'piped'";

    @TempDir
    Path directory;

    private int keptTimes;

    @Test
    void measures() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        MeasuredServer server = PLACE.isEmpty()
                ? MeasuredServer.start()
                : MeasuredServer.in(Path.of(PLACE).resolve("server"));
        String login = " login password '" + server.password() + "'";
        server.execute(
                "app",
                "create role app_owner" + login,
                "create role " + REPLICATING + " replication in role app_owner" + login,
                "create role " + ON_THE_HOST + " replication in role app_owner" + login,
                "grant execute on function pg_backup_start(text, boolean), pg_backup_stop(boolean) to " + ON_THE_HOST,
                "grant pg_read_all_settings to " + ON_THE_HOST,
                "alter database app owner to app_owner",
                "alter table orders owner to app_owner",
                "alter table customers owner to app_owner");
        Figures figures =
                new Figures("database of " + server.megabytes() + " MB, ratios of each run with its own baseline");
        Path data = Path.of(server.text("postgres", "show data_directory"));
        for (int run = 0; run < MeasuredServer.RUNS; run++) {
            Waited pipe = underAWriter(
                    server,
                    () -> server.shell("$PG/createdb piped && $PG/pg_dump -Fc -Z0 app | $PG/pg_restore -d piped"));
            keep(data.resolve("base").resolve(server.text("postgres", PIPED)));
            server.execute("postgres", "drop database piped with (force)");
            Waited inPlace = files(server, ON_THE_HOST);
            Waited replicated = files(server, REPLICATING);
            if (!PLACE.isEmpty()) {
                sharing(server, data, figures);
            }
            Waited step = step(server, ON_THE_HOST);
            Waited dump = step(server, "app_owner");
            figures.add("pg_dump | pg_restore, same server: usable after", "s", pipe.seconds());
            figures.add("   longest wait of the writer", "ms", pipe.worstMillis());
            figures.add("files taken where they lie: usable after", "s", inPlace.seconds());
            figures.add("3. longest wait of the writer", "ms", inPlace.worstMillis());
            figures.add("files by pg_basebackup: usable after", "s", replicated.seconds());
            figures.add("   longest wait of the writer by pg_basebackup", "ms", replicated.worstMillis());
            figures.add("the step by files, with rows compared", "s", step.seconds());
            figures.add("the step by dump and restore, with rows compared", "s", dump.seconds());
            figures.add("3. files where they lie, so many times as fast", "x", pipe.seconds() / inPlace.seconds());
            figures.add("3. files by pg_basebackup, so many times as fast", "x", pipe.seconds() / replicated.seconds());
            figures.add("   the step by files, so many times as fast", "x", pipe.seconds() / step.seconds());
            figures.add("   to make 100 files, of which a copy has 1,000", "ms", milliseconds(this::hundredFiles));
        }
        figures.print();
        if (!PLACE.isEmpty()) {
            server.close();
        }
    }

    private void sharing(MeasuredServer server, Path data, Figures figures) throws Exception {
        Path plainCopy = data.resolveSibling("plain-copy");
        double plain = underAWriter(
                        server, () -> server.shell("cp --recursive --reflink=never " + data + " " + plainCopy))
                .seconds();
        PrivateFiles.deleteTree(plainCopy);
        ScratchDirectory[] shared = new ScratchDirectory[1];
        double sharing = underAWriter(server, () -> shared[0] = share(server)).seconds();
        shared[0].close();
        figures.add("plain copy of the server's files, not started", "s", plain);
        figures.add("the same by reflink, begun and ended as a backup", "s", sharing);
        figures.add("3. reflink, so many times as fast as a plain copy", "x", plain / sharing);
    }

    private record Waited(double seconds, double worstMillis) {}

    private static Waited underAWriter(MeasuredServer server, Figures.Work work) throws Exception {
        server.settle();
        Writer writer = new Writer(server);
        Thread thread = new Thread(writer, "writer");
        thread.start();
        while (writer.written < 200) {
            LockSupport.parkNanos(5_000_000);
        }
        double seconds = Figures.seconds(work);
        writer.stopped = true;
        thread.join();
        return new Waited(seconds, writer.worst / 1e6);
    }

    /** 200 updates a second, each counted from the time at which it was due. */
    private static final class Writer implements Runnable {
        private final MeasuredServer server;
        private volatile boolean stopped;
        private volatile long written;
        private volatile long worst;

        Writer(MeasuredServer server) {
            this.server = server;
        }

        @Override
        public void run() {
            Random random = new Random(7);
            try (Connection connection = server.connect("app");
                    PreparedStatement update =
                            connection.prepareStatement("update orders set weight = ? where id = ?")) {
                long due = System.nanoTime();
                while (!stopped) {
                    due += 5_000_000;
                    while (System.nanoTime() - due < 0) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    update.setInt(1, random.nextInt());
                    update.setInt(2, 1 + random.nextInt(server.orders()));
                    update.executeUpdate();
                    if (written++ > 100) {
                        worst = Math.max(worst, System.nanoTime() - due);
                    }
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private Waited files(MeasuredServer server, String user) throws Exception {
        HandlerExecution execution = HandlerExecution.of("rehearse-1", environment(server, user));
        FileCopy[] copy = new FileCopy[1];
        Waited waited = underAWriter(
                server,
                () -> copy[0] =
                        FileCopy.make(SourceServer.ask(execution), Backups.PROGRAMS, Backups.PROCESSES, execution));
        keepCopies();
        copy[0].drop();
        return waited;
    }

    private ScratchDirectory share(MeasuredServer server) throws Exception {
        HandlerExecution execution = HandlerExecution.of("rehearse-1", environment(server, ON_THE_HOST));
        ScratchDirectory copy = ScratchDirectory.create(execution.environment(), ScratchDirectory.Use.COPY);
        FilesInPlace.Taken taken = FilesInPlace.take(SourceServer.ask(execution), copy, Backups.PROCESSES, execution);
        if (!taken.equals(new FilesInPlace.Taken.Whole(Optional.empty()))) {
            throw new IllegalStateException(taken.toString());
        }
        return copy;
    }

    private Waited step(MeasuredServer server, String user) throws Exception {
        try (Copies copies = new Copies(Clock.systemUTC())) {
            Waited waited = underAWriter(
                    server,
                    () -> new CopyHandler(Backups.PROGRAMS, Backups.PROCESSES, copies, Clock.systemUTC())
                            .handle(
                                    new CopyWork(Duration.ofHours(1)),
                                    HandlerExecution.of("rehearse-1", environment(server, user))));
            keepCopies();
            return waited;
        }
    }

    private void keepCopies() throws Exception {
        try (Stream<Path> copies = Files.list(backups())) {
            for (Path copy : copies.toList()) {
                keep(copy);
            }
        }
    }

    /**
     * Gives files that are about to be removed another name. ext4 gives no inode away again for minutes after its file
     * is gone, and looks at each such one first: the next copy would pay for the removal of this one.
     */
    private void keep(Path tree) throws Exception {
        Path kept = Files.createDirectories(backups().resolveSibling("kept")).resolve(String.valueOf(++keptTimes));
        new ProcessBuilder("cp", "--archive", "--link", tree.toString(), kept.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    private static double milliseconds(Figures.Work work) throws Exception {
        return 1000 * Figures.seconds(work);
    }

    private void hundredFiles() throws Exception {
        Path place = Files.createDirectories(backups().resolveSibling("made-" + ++keptTimes));
        for (int number = 0; number < 100; number++) {
            Files.createFile(place.resolve(String.valueOf(number)));
        }
    }

    private Path backups() {
        return (PLACE.isEmpty() ? directory : Path.of(PLACE)).resolve("backups");
    }

    private Environment environment(MeasuredServer server, String user) {
        return Environments.environment()
                .backups(backups(), 1)
                .database(server.login("app", user))
                .localScratch()
                .build();
    }
}
