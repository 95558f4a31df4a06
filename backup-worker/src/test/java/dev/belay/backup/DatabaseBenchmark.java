package dev.belay.backup;

import dev.belay.backup.restoring.RestoreHandler;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures backup and restore beside what a runbook does, in the same run; see benchmarks/backup.sh. Not a test of the
 * build: no name of its classes ends in Test.
 */
class DatabaseBenchmark {
    private static final int MEGABYTES = Integer.getInteger("belay.benchmark.megabytes", 100);
    private static final int RUNS = Integer.getInteger("belay.benchmark.runs", 3);
    private static final int ROWS_A_MEGABYTE = 770;
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final EmbeddedPostgres server = OwnPostgres.start(settings -> settings.withDurability(Durability.KEPT)
            .withSetting("shared_buffers", "512MB")
            .withSetting("max_wal_size", "4GB"));
    private final StringBuilder table = new StringBuilder();

    @TempDir
    Path directory;

    @Test
    void measures() throws Exception {
        server.createDatabase("app");
        fill();
        long size = Long.parseLong(text("postgres", "select pg_database_size('app')"));
        table.append(String.format(Locale.ROOT, "database of %d MB, n = %d%n", size / 1_000_000, RUNS));
        table.append(String.format("%-46s %10s %18s%n", "", "median", "spread"));
        measureBackups();
        measureRestores();
        System.out.println(table);
        String file = System.getProperty("belay.benchmark.output", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), table);
        }
    }

    private void measureBackups() throws Exception {
        List<Double> runbook = new ArrayList<>();
        List<Double> parallel = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> byHand = new ArrayList<>();
        List<Double> size = new ArrayList<>();
        List<Double> faster = new ArrayList<>();
        List<Double> overhead = new ArrayList<>();
        take();
        for (int run = 0; run < RUNS; run++) {
            Path dump = directory.resolve("runbook.dump");
            double theirs = seconds(
                    () -> shell("$PG/pg_dump -Fc app > " + dump + " && sha256sum " + dump + " > " + dump + ".sha256"));
            runbook.add(theirs);
            Path folder = directory.resolve("folder");
            parallel.add(seconds(() -> shell("rm -rf " + folder + "; $PG/pg_dump -Fd -j2 -Z1 -f " + folder
                    + " app && cat " + folder + "/* | sha256sum > " + dump + ".sha256")));
            double hand = seconds(() -> shell(byHand(directory.resolve("hand.dump"))));
            byHand.add(hand);
            BackupTaken[] taken = new BackupTaken[1];
            double own = seconds(() -> taken[0] = take());
            ours.add(own);
            faster.add(theirs / own);
            overhead.add(100 * (own / hand - 1));
            size.add((double) taken[0].bytes() / Files.size(dump));
        }
        line("pg_dump -Fc, then sha256sum", runbook, "s");
        line("pg_dump -Fd -j2 -Z1, then sha256sum", parallel, "s");
        line("backup step: dump, digest, rows counted", ours, "s");
        line("the same commands by hand", byHand, "s");
        line("ratio: so many times as fast", faster, "x");
        line("ratio: size", size, "x");
        line("ratio: longer than by hand", overhead, "%");
        line("peak memory of this JVM", List.of(peakMegabytes()), "MB");
    }

    /** What the step runs, as a shell does it: dump and digest in one pass, on disk, rows counted at the same time. */
    private static String byHand(Path dump) {
        return "for table in orders customers; do $PG/psql -qAtXd app -c \"select count(*) from $table\"; done & "
                + "$PG/pg_dump -Fc -Z0 app | zstd -q -1 -T2 | tee " + dump + " | sha256sum > " + dump
                + ".sha256 && sync "
                + dump + " && wait";
    }

    /** The most that this JVM has held in memory, its threads and buffers included, as the kernel says. */
    private static double peakMegabytes() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_000)
                .findFirst()
                .orElseThrow();
    }

    private void measureRestores() throws Exception {
        Path dump = directory.resolve("runbook.dump");
        BackupTaken backup = take();
        List<Double> runbook = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            double theirs =
                    gap(() -> shell("$PG/dropdb --force app && $PG/createdb app && $PG/pg_restore -d app " + dump));
            runbook.add(theirs);
            double[] took = new double[1];
            double own = gap(() -> took[0] = seconds(() -> new RestoreHandler(Backups.PROGRAMS, Backups.PROCESSES)
                    .handle(new RestoreWork(backup, null), HandlerExecution.of("restore-1", environment()))));
            ours.add(own);
            whole.add(took[0]);
            ratio.add(100 * own / theirs);
            dropReplaced();
        }
        line("longest gap of a client, dropdb and pg_restore", runbook, "s");
        line("longest gap of a client, restore beside and swap", ours, "s");
        line("  the restore in all", whole, "s");
        line("ratio: gap", ratio, "%");
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e9;
    }

    /** The longest time between two answers with rows, for a client that asks every 10 ms and connects anew. */
    private double gap(Work work) throws Exception {
        Client client = new Client();
        Thread thread = new Thread(client, "client");
        thread.start();
        work.run();
        client.answered.await(10, TimeUnit.SECONDS);
        client.stop = true;
        thread.join();
        return client.longest / 1e9;
    }

    private final class Client implements Runnable {
        private final CountDownLatch answered = new CountDownLatch(100);
        private volatile boolean stop;
        private long longest;

        @Override
        public void run() {
            long last = System.nanoTime();
            while (!stop) {
                try (Connection connection = connect("app");
                        Statement statement = connection.createStatement()) {
                    while (!stop) {
                        if (!statement
                                .executeQuery("select 1 from orders where id = 1")
                                .next()) {
                            break;
                        }
                        long now = System.nanoTime();
                        longest = Math.max(longest, now - last);
                        last = now;
                        answered.countDown();
                        LockSupport.parkNanos(10_000_000);
                    }
                } catch (SQLException away) {
                    LockSupport.parkNanos(5_000_000);
                }
            }
        }
    }

    private BackupTaken take() throws Exception {
        return (BackupTaken) new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES)
                .handle(new BackupWork(Set.of(), null), HandlerExecution.of("backup-1", environment()))
                .output();
    }

    private Environment environment() {
        return Environments.environment()
                .backups(directory.resolve("backups"), 1)
                .database(new Login(server.jdbcUrl("app"), server.username(), new Secret(server.password())))
                .build();
    }

    private void fill() throws Exception {
        int rows = MEGABYTES * ROWS_A_MEGABYTE;
        try (Connection connection = connect("app");
                Statement statement = connection.createStatement()) {
            statement.execute("create table customers (id bigserial primary key, name text not null, email text unique,"
                    + " address text, created timestamptz default now())");
            statement.execute("insert into customers (name, email, address) select 'customer ' || i, md5(i::text) ||"
                    + " '@example.org', repeat(md5((i * 7)::text), 3) from generate_series(1, " + rows / 10 + ") i");
            statement.execute("create table orders (id bigserial primary key, customer bigint not null, status text,"
                    + " total numeric(12,2), tax numeric(12,2), currency text, placed timestamptz, shipped timestamptz,"
                    + " note text, reference text, channel text, country text, city text, street text, weight int,"
                    + " details jsonb)");
            statement.execute(
                    "insert into orders select i, 1 + i % " + Math.max(1, rows / 10) + ", (array['new', 'paid',"
                            + " 'sent'])[1 + i % 3], i % 9977, i % 977, 'EUR', now() - i * interval '1 minute', now(),"
                            + " repeat(md5(i::text), 8), md5((i * 3)::text), 'web', 'DE', 'city ' || i % 500, md5((i * 5)::text),"
                            + " i % 1000, jsonb_build_object('a', md5((i * 11)::text), 'b', i, 'c', repeat(md5((i * 13)::text),"
                            + " 8)) from generate_series(1, " + rows + ") i");
            for (String column : List.of("customer", "placed", "reference", "city", "street")) {
                statement.execute("create index on orders (" + column + ")");
            }
            statement.execute("vacuum analyze");
        }
    }

    private void dropReplaced() throws Exception {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            var rows = statement.executeQuery("select datname from pg_database where datname like 'app\\_replaced%'");
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            for (String name : names) {
                statement.execute("drop database \"" + name + "\" with (force)");
            }
        }
    }

    private void shell(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        builder.environment().put("PG", PROGRAMS.toString());
        builder.environment().put("PGHOST", server.host());
        builder.environment().put("PGPORT", String.valueOf(server.port()));
        builder.environment().put("PGUSER", server.username());
        builder.environment().put("PGPASSWORD", server.password());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(script + ": " + said);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
    }

    private String text(String database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private void line(String what, List<Double> values, String unit) {
        List<Double> sorted = values.stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        table.append(String.format(
                Locale.ROOT,
                "%-46s %8.2f %-2s %8.2f - %.2f%n",
                what,
                median,
                unit,
                sorted.get(0),
                sorted.get(sorted.size() - 1)));
    }
}
