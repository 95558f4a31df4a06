package dev.belay.migration.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The code that runs while the schema changes: it inserts, updates and deletes rows of the table {@code orders}, knows
 * nothing of the new column, and remembers what was acknowledged.
 */
final class OldCode implements AutoCloseable {
    /** Whether the column was there and nobody cared for it any more, seen under the statement's own lock. */
    private static final String SETTLED = " returning exists (select from pg_attribute where attrelid ="
            + " 'orders'::regclass and attname = 'size' and not attisdropped) and not exists (select from pg_trigger"
            + " where tgname like 'zzz\\_belay\\_fill%')";

    private static final long PAUSE_NANOS = 500_000;

    private final OnlineFixture system;
    private final Form form;
    private final Random random = new Random(42);
    private final Map<Integer, Row> rows = new HashMap<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Thread thread = new Thread(this::write, "old-code");
    private int next;
    private long writes;
    private @Nullable Exception failed;

    /** @param settled whether the row was written when the operation had ended */
    private record Row(int total, boolean settled) {}

    private OldCode(OnlineFixture system, Form form) {
        this.system = system;
        this.form = form;
    }

    /** Creates the table with rows, and begins to write. */
    static OldCode start(OnlineFixture system, Form form, int count) throws SQLException {
        OldCode code = new OldCode(system, form);
        try (Connection connection = system.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table totals (total integer primary key)");
            statement.execute("insert into totals select generate_series(0, 199)");
            statement.execute(form.createTable());
            connection.setAutoCommit(false);
            while (code.next < count) {
                code.insert(statement);
            }
            connection.commit();
            statement.execute("update orders set legacy = 'kept ' || total where total > 50");
            statement.execute("create table legacy_before as select " + form.key + ", legacy from orders");
            connection.commit();
        }
        system.sql("analyze orders");
        code.thread.start();
        return code;
    }

    private void write() {
        try (Connection connection = system.connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                int dice = random.nextInt(10);
                if (dice < 3 || rows.isEmpty()) {
                    insert(statement);
                } else if (dice < 8) {
                    update(statement);
                } else {
                    delete(statement);
                }
                writes++;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (SQLException | RuntimeException broken) {
            failed = broken;
        }
    }

    private void insert(Statement statement) throws SQLException {
        int i = next++;
        int total = random.nextInt(200);
        boolean settled = execute(
                statement,
                "insert into orders (" + form.key + ", total) values (" + form.values(i) + ", " + total + ")"
                        + SETTLED);
        rows.put(i, new Row(total, settled));
    }

    private void update(Statement statement) throws SQLException {
        int i = any();
        int total = random.nextInt(200);
        boolean settled =
                execute(statement, "update orders set total = " + total + " where " + form.condition(i) + SETTLED);
        rows.put(i, new Row(total, settled));
    }

    private void delete(Statement statement) throws SQLException {
        int i = any();
        execute(statement, "delete from orders where " + form.condition(i) + SETTLED);
        rows.remove(i);
    }

    private int any() {
        Integer[] known = rows.keySet().toArray(new Integer[0]);
        return known[random.nextInt(known.length)];
    }

    private static boolean execute(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).as("one row for: %s", sql).isTrue();
            return row.getBoolean(1);
        }
    }

    /** How many statements were acknowledged. */
    long writes() {
        return writes;
    }

    /** Stops, and proves that every row is as it was last written, and no other there. */
    void stopAndCompare() throws Exception {
        close();
        assertThat(failed).as("what the older code met").isNull();
        try (Connection connection = system.connect();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<Integer, Row> row : rows.entrySet()) {
                try (ResultSet found =
                        statement.executeQuery("select total from orders where " + form.condition(row.getKey()))) {
                    assertThat(found.next()).as("row %s is there", row.getKey()).isTrue();
                    assertThat(found.getInt(1)).isEqualTo(row.getValue().total());
                }
            }
        }
        assertThat(system.query("select count(*) from orders")).isEqualTo(String.valueOf(rows.size()));
    }

    /** Proves of every row that was written before the operation ended that its size fits its total. */
    void compareSizes() throws SQLException {
        try (Connection connection = system.connect();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<Integer, Row> row : rows.entrySet()) {
                try (ResultSet found =
                        statement.executeQuery("select size from orders where " + form.condition(row.getKey()))) {
                    found.next();
                    if (!row.getValue().settled()) {
                        assertThat(found.getString(1))
                                .as("size of row %s with %s", row.getKey(), row.getValue())
                                .isEqualTo(row.getValue().total() > 100 ? "big" : "small");
                    }
                }
            }
        }
    }

    /** Keys of some rows that are there. */
    int aRow() {
        return rows.keySet().iterator().next();
    }

    @Override
    public void close() throws InterruptedException {
        stop.set(true);
        thread.join();
    }
}
