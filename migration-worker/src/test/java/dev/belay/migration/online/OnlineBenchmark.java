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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Measures online operations beside the plain way, while a writer sends 200 updates a second whether or not it is
 * answered; run by {@code benchmarks/online.sh}, never with the tests.
 */
class OnlineBenchmark {
    private static final int RUNS = Integer.getInteger("belay.benchmark.runs", 3);
    private static final int ROWS = Integer.getInteger("belay.benchmark.rows", 100_000);

    /** Rows of 100 bytes, whose indexes are nearly all that an update writes, or of 700 bytes. */
    private static final boolean NARROW =
            System.getProperty("belay.benchmark.width", "wide").equals("narrow");

    /** What takes minutes at a million rows is done once there. */
    private static final int SLOW_RUNS = ROWS < 1_000_000 ? RUNS : 1;

    private static final String WHAT = System.getProperty("belay.benchmark", "all");
    private static final int INDEXED_COLUMNS = 6;
    private static final String INVALID = "select count(*) from pg_index where not indisvalid or not indisready";
    private static final Pattern SET_NOT_NULL =
            Pattern.compile("duration: ([0-9.]+) ms  [^\\n]*alter table[^\\n]*set not null");

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
            handler = handler(Duration.ofMinutes(30));
            line("%-34s %4s %9s %9s   %s", "ratio", "n", "median", "spread", "medians, each ratio");
            create("orders");
            Run alone = beside(
                    "orders", () -> LockSupport.parkNanos(Duration.ofSeconds(3).toNanos()));
            line("%-34s %4d %7.2f ms", "the writer alone, longest wait", 1, alone.worstMillis());
            if (WHAT.equals("all") || WHAT.equals("column")) {
                column();
                lastLock();
            }
            if (WHAT.equals("all") || WHAT.equals("index")) {
                index();
                invalidIndexes();
            }
            if (WHAT.equals("all") || WHAT.equals("lock")) {
                lock();
            }
        }
        EmbeddedPostgres.delete(directory);
        Files.writeString(Path.of("target", "online-benchmark.txt"), table);
    }

    private static OnlineMigrateHandler handler(Duration indexBudget) {
        return new OnlineMigrateHandler(
                new Binder(new MapConfigurationPropertySource(
                                Map.of("belay.migration.online.index-budget", indexBudget.toString())))
                        .bindOrCreate("belay.migration.online", OnlineProperties.class),
                new RememberedSchemas(ThrowawayState.files()));
    }

    private void column() throws Exception {
        List<Run> plain = new ArrayList<>();
        List<Run> runbook = new ArrayList<>();
        List<Run> online = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            if (run < SLOW_RUNS) {
                create("orders");
                runbook.add(beside("orders", this::asTheFirstRunbook));
            }
            create("orders");
            plain.add(beside(
                    "orders",
                    () -> sql("begin; alter table orders add column size text; update orders set size = case"
                            + " when c1 > 50 then 'big' else 'small' end; alter table orders alter column"
                            + " size set not null; commit")));
            create("orders");
            online.add(beside("orders", () -> migrate(size())));
        }
        ratios("filled NOT NULL column, " + ROWS + " rows", online, plain);
        ratios("  the first runbook's way (Django) beside one transaction", runbook, plain);
        ratios("  the online operation beside the first runbook's way", online, runbook);
    }

    private static OnlineOperation size() {
        return new OnlineOperation.AddColumn(
                "orders",
                "size",
                "text",
                "'small'",
                "case when c1 > 50 then 'big' else 'small' end",
                Nulls.REFUSED,
                Triggers.NONE_EXPECTED);
    }

    /** What Django sends for a nullable column, a loop over batches of 1,000, and a column that is not null any more. */
    private void asTheFirstRunbook() throws SQLException {
        sql("alter table orders add column size text");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            int filled;
            do {
                filled = statement.executeUpdate("with batch as (select id from orders where size is null order by id"
                        + " limit 1000 for update) update orders o set size = case when c1 > 50 then 'big' else"
                        + " 'small' end from batch where batch.id = o.id");
            } while (filled > 0);
        }
        sql("alter table orders alter column size set not null");
    }

    /** As the server has logged how long the statement took that makes the column NOT NULL, and holds its lock. */
    private void lastLock() throws Exception {
        List<Double> plain = new ArrayList<>();
        List<Double> online = new ArrayList<>();
        for (int run = 0; run < SLOW_RUNS; run++) {
            create("orders");
            sql("alter table orders add column size text", "update orders set size = 'small'");
            plain.add(longestLogged(() -> sql("alter table orders alter column size set not null")));
            create("orders");
            online.add(longestLogged(() -> migrate(size())));
        }
        line("%s", "last lock of a filled NOT NULL column");
        ratio("  online / plain SET NOT NULL", online, plain, "ms");
    }

    private double longestLogged(Action action) throws Exception {
        Path log;
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            row.next();
            log = Path.of(row.getString(1)).resolve("server.log");
        }
        sql("alter database bench set log_min_duration_statement = 0");
        long before = Files.size(log);
        action.run();
        sql("alter database bench reset log_min_duration_statement");
        byte[] said = Files.readAllBytes(log);
        Matcher logged = SET_NOT_NULL.matcher(
                new String(said, (int) before, (int) (said.length - before), StandardCharsets.UTF_8));
        double longest = 0;
        while (logged.find()) {
            longest = Math.max(longest, Double.parseDouble(logged.group(1)));
        }
        return longest;
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

    /** What a step leaves behind whose index build was stopped while it waited for an older transaction. */
    private void invalidIndexes() throws Exception {
        line("%s", "INVALID indexes after a build was stopped: at the step's end, after the next execution");
        for (Stopping stopping : Stopping.values()) {
            create("orders");
            OnlineMigrateHandler usual = handler;
            handler = handler(Duration.ofSeconds(2));
            String ended;
            try (Connection older = connect();
                    Statement holding = older.createStatement()) {
                older.setAutoCommit(false);
                holding.execute("update orders set c9 = 0 where id = 1");
                CompletableFuture<Void> step =
                        CompletableFuture.runAsync(() -> migrate(sixteen().get(0)));
                if (stopping.function != null) {
                    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                    String stop = "select " + stopping.function + "(pid) from pg_stat_progress_create_index";
                    while (number("select count(*) from (" + stop + ") stopped") == 0
                            && !step.isDone()
                            && System.nanoTime() - deadline < 0) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                    }
                    older.rollback();
                }
                ended = ended(step);
                older.rollback();
            } finally {
                handler = usual;
            }
            long left = number(INVALID);
            migrate(sixteen().get(0));
            line("  %-40s %d, then %d (the step %s)", stopping.words, left, number(INVALID), ended);
        }
    }

    private static String ended(CompletableFuture<Void> step) throws Exception {
        try {
            step.get(5, TimeUnit.MINUTES);
            return "went on and succeeded";
        } catch (ExecutionException failed) {
            return "failed: "
                    + String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
        }
    }

    private enum Stopping {
        CANCELLED("pg_cancel_backend", "the statement was cancelled"),
        TERMINATED("pg_terminate_backend", "the session was terminated"),
        TOO_LONG(null, "the older transaction outlived the budget");

        private final @Nullable String function;
        private final String words;

        Stopping(@Nullable String function, String words) {
            this.function = function;
            this.words = words;
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
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
                values.append(
                        column % 4 == 0 ? ", " + text(column) : ", (i * " + (column * 7919L) + "::bigint) % 100000");
            }
            sql("create table " + name + " (" + columns + ")");
            sql("insert into " + name + " select " + values + " from generate_series(1, " + ROWS + ") i");
            for (int index = 1; index < INDEXED_COLUMNS; index++) {
                sql("create index on " + name + " (c" + index + ")");
            }
        }
        sql("vacuum analyze", "checkpoint");
    }

    private static String text(int column) {
        if (NARROW) {
            return "'text ' || i";
        }
        return column == 4 ? "md5(i::text)" : "repeat(md5((i * " + column + "::bigint)::text), " + (column - 1) + ")";
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
        for (int run = 0; run < Math.min(one.size(), other.size()); run++) {
            ratios.add(one.get(run) / other.get(run));
        }
        line(
                "%-34s %4d %9.4f %9.4f   %.2f %s / %.2f %s   %s",
                what,
                ratios.size(),
                median(ratios),
                spread(ratios),
                median(one),
                unit,
                median(other),
                unit,
                each(ratios));
    }

    /** In the order in which they were taken. */
    private static String each(List<Double> ratios) {
        return ratios.stream()
                .map(ratio -> String.format(Locale.ROOT, "%.3f", ratio))
                .collect(Collectors.joining(" "));
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
