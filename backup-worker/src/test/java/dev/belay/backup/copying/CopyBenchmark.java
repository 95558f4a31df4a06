package dev.belay.backup.copying;

import dev.belay.backup.Backups;
import dev.belay.contracts.work.CopyWork;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures copies for rehearsals beside a dump that is piped into a restore, under a writer, in the same run; see
 * benchmarks/copy.sh. Not a test of the build: no name of its classes ends in Test.
 */
class CopyBenchmark {
    private static final int MEGABYTES = Integer.getInteger("belay.benchmark.megabytes", 300);
    private static final int RUNS = Integer.getInteger("belay.benchmark.runs", 3);
    private static final int ROWS_A_MEGABYTE = 1100;
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final EmbeddedPostgres server = OwnPostgres.start(settings -> settings.withDurability(Durability.KEPT)
            .withSetting("shared_buffers", "512MB")
            .withSetting("max_wal_senders", "10")
            .withSetting("max_wal_size", "4GB"));
    private final StringBuilder table = new StringBuilder();

    @TempDir
    Path directory;

    @Test
    void measures() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        server.createDatabase("app");
        fill();
        table.append(String.format(Locale.ROOT, "database of about %d MB, n = %d%n", MEGABYTES, RUNS));
        table.append(String.format("%-52s %10s %18s%n", "", "median", "spread"));
        List<List<Double>> figures = new ArrayList<>();
        for (int kind = 0; kind < 8; kind++) {
            figures.add(new ArrayList<>());
        }
        for (int run = 0; run < RUNS; run++) {
            double[] pipe = underAWriter(this::pipe);
            double[] files = underAWriter(this::files);
            double[] step = underAWriter(() -> step("app_copier"));
            double[] dump = underAWriter(() -> step("app_owner"));
            figures.get(0).add(pipe[0]);
            figures.get(1).add(pipe[1]);
            figures.get(2).add(files[0]);
            figures.get(3).add(files[1]);
            figures.get(4).add(step[0]);
            figures.get(5).add(dump[0]);
            figures.get(6).add(pipe[0] / files[0]);
            figures.get(7).add(pipe[0] / step[0]);
        }
        line("pg_dump | pg_restore, same server: usable after", figures.get(0), "s");
        line("  longest wait of a writer", figures.get(1), "ms");
        line("copy of files: usable after", figures.get(2), "s");
        line("  longest wait of a writer", figures.get(3), "ms");
        line("the step by files, with rows compared", figures.get(4), "s");
        line("the step by dump and restore, with rows compared", figures.get(5), "s");
        line("ratio: copy of files, so many times as fast", figures.get(6), "x");
        line("ratio: the step by files", figures.get(7), "x");
        System.out.println(table);
        String file = System.getProperty("belay.benchmark.output", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), table);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Seconds, and the longest wait of an update in ms, of 200 that are due in a second. */
    private double[] underAWriter(Work work) throws Exception {
        Writer writer = new Writer();
        Thread thread = new Thread(writer, "writer");
        thread.start();
        while (writer.written < 200) {
            LockSupport.parkNanos(5_000_000);
        }
        long begun = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        writer.stopped = true;
        thread.join();
        return new double[] {seconds, writer.worst / 1e6};
    }

    private final class Writer implements Runnable {
        private volatile boolean stopped;
        private volatile long written;
        private volatile long worst;

        @Override
        public void run() {
            Random random = new Random(7);
            try (Connection connection = connect("app");
                    PreparedStatement update =
                            connection.prepareStatement("update orders set weight = ? where id = ?")) {
                long due = System.nanoTime();
                while (!stopped) {
                    due += 5_000_000;
                    while (System.nanoTime() - due < 0) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    update.setInt(1, random.nextInt());
                    update.setInt(2, 1 + random.nextInt(MEGABYTES * ROWS_A_MEGABYTE));
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

    private void pipe() throws Exception {
        shell("$PG/createdb piped && $PG/pg_dump -Fc -Z0 app | $PG/pg_restore -d piped && $PG/dropdb piped");
    }

    private void files() throws Exception {
        HandlerExecution execution = HandlerExecution.of("rehearse-1", environment("app_copier"));
        FileCopy.make(SourceServer.ask(execution), Backups.PROGRAMS, Backups.PROCESSES, execution)
                .drop();
    }

    private void step(String user) throws Exception {
        try (Copies copies = new Copies(Clock.systemUTC())) {
            new CopyHandler(Backups.PROGRAMS, Backups.PROCESSES, copies, Clock.systemUTC())
                    .handle(new CopyWork(Duration.ofHours(1)), HandlerExecution.of("rehearse-1", environment(user)));
        }
    }

    private Environment environment(String user) {
        return Environments.environment()
                .backups(directory.resolve("backups"), 1)
                .database(new Login(server.jdbcUrl("app"), user, new Secret(server.password())))
                .localScratch()
                .build();
    }

    private void fill() throws Exception {
        int rows = MEGABYTES * ROWS_A_MEGABYTE;
        try (Connection connection = connect("app");
                Statement statement = connection.createStatement()) {
            statement.execute("create role app_owner login password '" + server.password() + "'");
            statement.execute(
                    "create role app_copier login replication password '" + server.password() + "' in role app_owner");
            statement.execute("alter database app owner to app_owner");
            statement.execute("create table orders (id bigserial primary key, customer bigint not null, status text,"
                    + " total numeric(12,2), placed timestamptz, note text, reference text, city text, street text,"
                    + " weight int)");
            statement.execute("insert into orders select i, 1 + i % 1000, (array['new', 'paid', 'sent'])[1 + i % 3],"
                    + " i % 9977, now() - i * interval '1 minute', repeat(md5(i::text), 8), md5((i * 3)::text),"
                    + " 'city ' || i % 500, md5((i * 5)::text), i % 1000 from generate_series(1, " + rows + ") i");
            for (String column : List.of("customer", "placed", "reference", "city", "street")) {
                statement.execute("create index on orders (" + column + ")");
            }
            statement.execute("alter table orders owner to app_owner");
            statement.execute("vacuum analyze");
        }
    }

    private void shell(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", script).redirectErrorStream(true);
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

    private void line(String what, List<Double> values, String unit) {
        List<Double> sorted = values.stream().sorted().toList();
        table.append(String.format(
                Locale.ROOT,
                "%-52s %8.2f %-2s %8.2f - %.2f%n",
                what,
                sorted.get(sorted.size() / 2),
                unit,
                sorted.get(0),
                sorted.get(sorted.size() - 1)));
    }
}
