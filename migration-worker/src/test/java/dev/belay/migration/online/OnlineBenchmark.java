package dev.belay.migration.online;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.OnlineOperation.CreateIndex;
import dev.belay.contracts.migration.OnlineOperation.Nulls;
import dev.belay.contracts.migration.OnlineOperation.Triggers;
import dev.belay.contracts.migration.OnlineOperation.Uniqueness;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.postgres.PostgresConfiguration;
import dev.belay.migration.ThrowawayState;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures online operations beside the plain way, while a writer sends 200 updates a second whether or not it is
 * answered; run by {@code benchmarks/online.sh}, never with the tests.
 */
class OnlineBenchmark {
    private static final int RUNS = Integer.getInteger("belay.benchmark.runs", 3);
    private static final int ROWS = Integer.getInteger("belay.benchmark.rows", 100_000);
    private static final String WHAT = System.getProperty("belay.benchmark", "all");
    private static final int INDEXED_COLUMNS = 6;

    @TempDir
    Path directory;

    private EmbeddedPostgres server;
    private Environment environment;
    private OnlineMigrateHandler handler;
    private int steps;
    private final StringBuilder table = new StringBuilder();

    /** What one way of doing it took, and what the writer met meanwhile. */
    private record Run(double seconds, double worstMillis) {}

    @Test
    void measure() throws Exception {
        PostgresConfiguration configuration = PostgresConfiguration.in(directory)
                .withDurability(Durability.KEPT)
                .withSetting("shared_buffers", "256MB")
                .withSetting("max_wal_size", "2GB");
        try (EmbeddedPostgres started = EmbeddedPostgres.start(configuration)) {
            server = started;
            server.createDatabase("bench");
            Login login = new Login(server.jdbcUrl("bench"), server.username(), new Secret(server.password()));
            environment = Environments.environment().database(login).build();
            handler = new OnlineMigrateHandler(
                    new OnlineProperties(
                            Duration.ofMillis(20),
                            Duration.ofMillis(250),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(30),
                            1000,
                            Duration.ofMillis(100),
                            Duration.ofSeconds(10)),
                    new RememberedSchemas(ThrowawayState.files()));
            line("%-34s %4s %9s %9s   %s", "ratio", "n", "median", "spread", "medians");
            create("orders");
            Run alone = beside(
                    "orders", () -> LockSupport.parkNanos(Duration.ofSeconds(3).toNanos()));
            line("%-34s %4d %7.2f ms", "the writer alone, longest wait", 1, alone.worstMillis());
            if (WHAT.equals("all") || WHAT.equals("column")) {
                column();
            }
            if (WHAT.equals("all") || WHAT.equals("index")) {
                index();
            }
            if (WHAT.equals("all") || WHAT.equals("lock")) {
                lock();
            }
        }
        EmbeddedPostgres.delete(directory);
        Files.writeString(Path.of("target", "online-benchmark.txt"), table);
    }

    private void column() throws Exception {
        List<Run> plain = new ArrayList<>();
        List<Run> online = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            create("orders");
            plain.add(beside(
                    "orders",
                    () -> sql("begin; alter table orders add column size text; update orders set size = case"
                            + " when c1 > 50 then 'big' else 'small' end; alter table orders alter column"
                            + " size set not null; commit")));
            create("orders");
            online.add(beside(
                    "orders",
                    () -> migrate(new OnlineOperation.AddColumn(
                            "orders",
                            "size",
                            "text",
                            "'small'",
                            "case when c1 > 50 then 'big' else 'small' end",
                            Nulls.REFUSED,
                            Triggers.NONE_EXPECTED))));
        }
        ratios("filled NOT NULL column, " + ROWS + " rows", online, plain);
    }

    private void index() throws Exception {
        List<Run> plain = new ArrayList<>();
        List<Run> online = new ArrayList<>();
        List<Run> lanes = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            create("orders", "items", "stock");
            plain.add(beside("orders", () -> {
                for (CreateIndex index : sixteen()) {
                    sql("create index " + index.name() + " on " + index.table() + " ("
                            + String.join(", ", index.columns()) + ")");
                }
            }));
            create("orders", "items", "stock");
            online.add(beside("orders", () -> migrate(sixteen().toArray(new OnlineOperation[0]))));
            create("orders", "items", "stock");
            lanes.add(beside("orders", () -> {
                OnlineOperation[] orders = sixteen().stream()
                        .filter(index -> index.table().equals("orders"))
                        .toArray(OnlineOperation[]::new);
                OnlineOperation[] others = sixteen().stream()
                        .filter(index -> !index.table().equals("orders"))
                        .toArray(OnlineOperation[]::new);
                CompletableFuture<Void> lane = CompletableFuture.runAsync(() -> migrate(orders));
                migrate(others);
                lane.get(1, TimeUnit.HOURS);
            }));
        }
        ratios("16 indexes on three tables, " + ROWS + " rows each", online, plain);
        ratio("  one lane / two lanes, time", seconds(online), seconds(lanes), "s");
    }

    private static List<CreateIndex> sixteen() {
        List<CreateIndex> indexes = new ArrayList<>();
        for (int number = 0; number < 16; number++) {
            String on = number < 8 ? "orders" : number % 2 == 0 ? "items" : "stock";
            indexes.add(new CreateIndex(
                    "fresh_" + number,
                    on,
                    List.of("c" + (number % 5 + 1), "c" + (number % 3 + 6)),
                    Uniqueness.ANY,
                    "btree",
                    List.of(),
                    null));
        }
        return indexes;
    }

    private void lock() throws Exception {
        List<Run> plain = new ArrayList<>();
        List<Run> online = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            create("orders");
            plain.add(beside("orders", () -> behindASelect(() -> sql("alter table orders add column extra integer"))));
            create("orders");
            online.add(beside(
                    "orders",
                    () -> late.add(behindASelect(() -> migrate(new OnlineOperation.AddColumn(
                            "orders", "extra", "integer", null, null, Nulls.ALLOWED, Triggers.NONE_EXPECTED))))));
        }
        ratios("ALTER behind a SELECT of 6 s", online, plain);
        line("%-34s %4d %7.2f s %8.2f   %s", "  done after the SELECT", RUNS, median(late), spread(late), "");
    }

    /** Returns how long after the reader's end the change was done. */
    private double behindASelect(Action change) throws Exception {
        CompletableFuture<Long> reader = new CompletableFuture<>();
        CompletableFuture<Void> reading = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("select 1 from orders limit 1");
                reading.complete(null);
                statement.execute("select pg_sleep(6)");
                connection.commit();
                reader.complete(System.nanoTime());
            } catch (SQLException failed) {
                reader.completeExceptionally(failed);
            }
        });
        thread.start();
        reading.get(1, TimeUnit.MINUTES);
        change.run();
        return (System.nanoTime() - reader.get(1, TimeUnit.MINUTES)) / 1e9;
    }

    private interface Action {
        void run() throws Exception;
    }

    private Run beside(String writtenTo, Action action) throws Exception {
        try (OpenLoopWriter writer = OpenLoopWriter.start(connect(), writtenTo, ROWS)) {
            writer.awaitWarm();
            long begun = System.nanoTime();
            Callable<Void> timed = () -> {
                action.run();
                return null;
            };
            timed.call();
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Run(seconds, writer.stop());
        }
    }

    private void create(String... names) throws SQLException {
        sql("drop table if exists orders, items, stock");
        for (String name : names) {
            StringBuilder columns = new StringBuilder("id integer primary key");
            StringBuilder values = new StringBuilder("i");
            for (int column = 1; column <= 15; column++) {
                columns.append(", c").append(column).append(column % 4 == 0 ? " text" : " integer");
                values.append(column % 4 == 0 ? ", 'text ' || i" : ", (i * " + (column * 7919L) + "::bigint) % 100000");
            }
            sql("create table " + name + " (" + columns + ")");
            sql("insert into " + name + " select " + values + " from generate_series(1, " + ROWS + ") i");
            for (int index = 1; index < INDEXED_COLUMNS; index++) {
                sql("create index on " + name + " (c" + index + ")");
            }
        }
        sql("vacuum analyze", "checkpoint");
    }

    private void migrate(OnlineOperation... operations) {
        int step;
        synchronized (this) {
            step = ++steps;
        }
        handler.handle(
                new OnlineMigrateWork(List.of(operations), null),
                new HandlerExecution(ExecutionId.parse("benchmark/migrate-" + step + "/do/1"), environment));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("bench"), server.username(), server.password());
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void ratios(String what, List<Run> online, List<Run> plain) {
        line("%s", what);
        ratio("  time, online / plain", seconds(online), seconds(plain), "s");
        ratio(
                "  writer's longest wait",
                online.stream().map(Run::worstMillis).toList(),
                plain.stream().map(Run::worstMillis).toList(),
                "ms");
    }

    private static List<Double> seconds(List<Run> runs) {
        return runs.stream().map(Run::seconds).toList();
    }

    private void ratio(String what, List<Double> one, List<Double> other, String unit) {
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < one.size(); run++) {
            ratios.add(one.get(run) / other.get(run));
        }
        line(
                "%-34s %4d %9.4f %9.4f   %.2f %s / %.2f %s",
                what, ratios.size(), median(ratios), spread(ratios), median(one), unit, median(other), unit);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static double spread(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() - 1) - sorted.get(0);
    }

    private void line(String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
