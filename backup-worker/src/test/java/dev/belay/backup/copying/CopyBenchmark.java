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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures copies for rehearsals beside a dump that is piped into a restore, under a writer, in the same run, each until
 * it can be used; see benchmarks/copy.sh. Not a test of the build: no name of its classes ends in Test.
 */
class CopyBenchmark {
    /** A directory on a file system that shares blocks, where server and copies are to lie; empty for usual ones. */
    private static final String PLACE = System.getProperty("belay.benchmark.place", "");

    @TempDir
    Path directory;

    @Test
    void measures() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        MeasuredServer server = PLACE.isEmpty()
                ? MeasuredServer.start()
                : MeasuredServer.in(Path.of(PLACE).resolve("server"));
        server.execute(
                "app",
                "create role app_owner login password '" + server.password() + "'",
                "create role app_copier login replication password '" + server.password() + "' in role app_owner",
                "alter database app owner to app_owner",
                "alter table orders owner to app_owner",
                "alter table customers owner to app_owner");
        Figures figures =
                new Figures("database of " + server.megabytes() + " MB, ratios of each run with its own baseline");
        if (!PLACE.isEmpty()) {
            server.execute(
                    "app",
                    "grant execute on function pg_backup_start(text, boolean), pg_backup_stop(boolean) to app_copier",
                    "grant pg_read_all_settings to app_copier");
        }
        Path data = Path.of(server.text("postgres", "show data_directory"));
        Path plainCopy = data.resolveSibling("plain-copy");
        for (int run = 0; run < MeasuredServer.RUNS; run++) {
            Waited pipe = underAWriter(
                    server,
                    () -> server.shell("$PG/createdb piped && $PG/pg_dump -Fc -Z0 app | $PG/pg_restore -d piped"));
            server.execute("postgres", "drop database piped with (force)");
            FileCopy[] copy = new FileCopy[1];
            Waited files = underAWriter(server, () -> copy[0] = files(server));
            copy[0].drop();
            if (!PLACE.isEmpty()) {
                double plain = underAWriter(
                                server, () -> server.shell("cp --recursive --reflink=never " + data + " " + plainCopy))
                        .seconds();
                PrivateFiles.deleteTree(plainCopy);
                ScratchDirectory[] sharing = new ScratchDirectory[1];
                double shared =
                        underAWriter(server, () -> sharing[0] = share(server)).seconds();
                sharing[0].close();
                figures.add("plain copy of the server's files, not started", "s", plain);
                figures.add("the same by reflink, begun and ended as a backup", "s", shared);
                figures.add("3. reflink, so many times as fast as a plain copy", "x", plain / shared);
            }
            Waited step = step(server, "app_copier");
            Waited dump = step(server, "app_owner");
            figures.add("pg_dump | pg_restore, same server: usable after", "s", pipe.seconds());
            figures.add("   longest wait of the writer", "ms", pipe.worstMillis());
            figures.add("copy of files: usable after", "s", files.seconds());
            figures.add("3. longest wait of the writer", "ms", files.worstMillis());
            figures.add("the step by files, with rows compared", "s", step.seconds());
            figures.add("the step by dump and restore, with rows compared", "s", dump.seconds());
            figures.add("3. copy of files, so many times as fast", "x", pipe.seconds() / files.seconds());
            figures.add("   the step by files, so many times as fast", "x", pipe.seconds() / step.seconds());
        }
        figures.print();
        if (!PLACE.isEmpty()) {
            server.close();
        }
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

    private FileCopy files(MeasuredServer server) throws Exception {
        HandlerExecution execution = HandlerExecution.of("rehearse-1", environment(server, "app_copier"));
        return FileCopy.make(SourceServer.ask(execution), Backups.PROGRAMS, Backups.PROCESSES, execution);
    }

    private ScratchDirectory share(MeasuredServer server) throws Exception {
        HandlerExecution execution = HandlerExecution.of("rehearse-1", environment(server, "app_copier"));
        ScratchDirectory copy = ScratchDirectory.create(execution.environment(), ScratchDirectory.Use.COPY);
        Optional<String> refused = SharedBlocks.take(SourceServer.ask(execution), copy, Backups.PROCESSES, execution);
        if (refused.isPresent()) {
            throw new IllegalStateException(refused.get());
        }
        return copy;
    }

    private Waited step(MeasuredServer server, String user) throws Exception {
        try (Copies copies = new Copies(Clock.systemUTC())) {
            return underAWriter(
                    server,
                    () -> new CopyHandler(Backups.PROGRAMS, Backups.PROCESSES, copies, Clock.systemUTC())
                            .handle(
                                    new CopyWork(Duration.ofHours(1)),
                                    HandlerExecution.of("rehearse-1", environment(server, user))));
        }
    }

    private Environment environment(MeasuredServer server, String user) {
        return Environments.environment()
                .backups((PLACE.isEmpty() ? directory : Path.of(PLACE)).resolve("backups"), 1)
                .database(server.login("app", user))
                .localScratch()
                .build();
    }
}
