package dev.belay.backup.benchmark;

import dev.belay.backup.Backups;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.restoring.RestoreHandler;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures backup and restore beside what a runbook does, in the same run; see benchmarks/backup.sh. Not a test of the
 * build: no name of its classes ends in Test.
 */
class DatabaseBenchmark {
    private static final int WARM_UPS = MeasuredServer.MEGABYTES < 500 ? 10 : 3;

    @TempDir
    Path directory;

    @Test
    void measures() throws Exception {
        MeasuredServer server = MeasuredServer.start();
        Figures figures =
                new Figures("database of " + server.megabytes() + " MB, ratios of each run with its own baseline");
        measureBackups(server, figures);
        measureRestores(server, figures);
        figures.print();
    }

    private void measureBackups(MeasuredServer server, Figures figures) throws Exception {
        Path dump = directory.resolve("runbook.dump");
        Path folder = directory.resolve("folder");
        Path hand = directory.resolve("hand.dump");
        StepInShell inShell = StepInShell.of(server, () -> take(server), directory);
        for (int warm = 0; warm < WARM_UPS; warm++) {
            take(server);
            server.shell(inShell.script(hand));
        }
        for (int run = 0; run < MeasuredServer.RUNS; run++) {
            double[] took = new double[2];
            BackupTaken[] taken = new BackupTaken[1];
            Figures.Work step = () -> took[0] = Figures.seconds(() -> taken[0] = take(server));
            Figures.Work byHand = () -> took[1] = Figures.seconds(() -> server.shell(inShell.script(hand)));
            double runbook = alone(
                    server,
                    () -> server.shell(
                            "$PG/pg_dump -Fc app > " + dump + " && sha256sum " + dump + " > " + dump + ".sha256"));
            double parallel = alone(
                    server,
                    () -> server.shell("$PG/pg_dump -Fd -j2 -Z1 -f " + folder + " app && cat " + folder
                            + "/* | sha256sum > " + dump + ".sha256"));
            for (Figures.Work one :
                    run % 2 == 0 ? new Figures.Work[] {step, byHand} : new Figures.Work[] {byHand, step}) {
                alone(server, one);
            }
            figures.add("pg_dump -Fc, then sha256sum", "s", runbook);
            figures.add("pg_dump -Fd -j2 -Z1, then sha256sum", "s", parallel);
            figures.add("backup step: dump, digest, snapshot's rows, manifest", "s", took[0]);
            figures.add("the same commands by hand", "s", took[1]);
            figures.add("1. so many times as fast as pg_dump -Fc and sha256sum", "x", runbook / took[0]);
            figures.add("   (by hand so many times as fast)", "x", runbook / took[1]);
            figures.add("1. size, of pg_dump -Fc", "x", (double) taken[0].bytes() / Files.size(dump));
            figures.add("7. longer than the same commands by hand", "%", 100 * (took[0] / took[1] - 1));
            figures.add("7. longer than the same commands by hand, in all", "ms", 1000 * (took[0] - took[1]));
        }
        figures.add("7. peak memory of this JVM", "MB", peakMegabytes());
    }

    /** What was written before is on disk, and what is written now does not replace anything. */
    private double alone(MeasuredServer server, Figures.Work work) throws Exception {
        for (String gone : new String[] {"backups", "folder", "hand.dump"}) {
            PrivateFiles.deleteTree(directory.resolve(gone));
        }
        server.settle();
        return Figures.seconds(work);
    }

    private void measureRestores(MeasuredServer server, Figures figures) throws Exception {
        Path dump = directory.resolve("runbook.dump");
        BackupTaken backup = take(server);
        figures.add(
                "longest gap of a client while nothing happens",
                "ms",
                1000 * AskingClient.gap(server, () -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2))));
        for (int run = 0; run < MeasuredServer.RUNS; run++) {
            double runbook = AskingClient.gap(
                    server,
                    () -> server.shell("$PG/dropdb --force app && $PG/createdb app && $PG/pg_restore -d app " + dump));
            double[] took = new double[1];
            double own = AskingClient.gap(
                    server,
                    () -> took[0] = Figures.seconds(() -> new RestoreHandler(Backups.PROGRAMS, Backups.PROCESSES)
                            .handle(
                                    new RestoreWork(backup, null),
                                    HandlerExecution.of("restore-1", environment(server)))));
            dropReplaced(server);
            figures.add("longest gap, dropdb and pg_restore", "s", runbook);
            figures.add("longest gap, restore beside and swap", "ms", 1000 * own);
            figures.add(
                    "   (to connect and ask takes a client)",
                    "ms",
                    1000 * Figures.seconds(() -> server.text("app", "select 1 from orders where id = 1")));
            figures.add("   the restore in all", "s", took[0]);
            figures.add("2. gap of a restore, of the runbook's", "%", 100 * own / runbook);
        }
    }

    private BackupTaken take(MeasuredServer server) throws Exception {
        return (BackupTaken) new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES)
                .handle(new BackupWork(Set.of(), null), HandlerExecution.of("backup-1", environment(server)))
                .output();
    }

    private Environment environment(MeasuredServer server) {
        return Environments.environment()
                .backups(directory.resolve("backups"), 1)
                .database(server.login("app"))
                .build();
    }

    private static void dropReplaced(MeasuredServer server) throws SQLException {
        String drops = server.text(
                "postgres",
                "select string_agg(format('drop database %I with (force)', datname), ';') from pg_database"
                        + " where datname like 'app\\_replaced%'");
        server.execute("postgres", drops.split(";"));
    }

    /** The most that this JVM has held in memory, its threads and buffers included, as the kernel says. */
    private static double peakMegabytes() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_000)
                .findFirst()
                .orElseThrow();
    }
}
