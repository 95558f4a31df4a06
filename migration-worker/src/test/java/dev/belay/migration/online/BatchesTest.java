package dev.belay.migration.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.migration.online.batch.Batches;
import dev.belay.migration.online.batch.Range;
import dev.belay.migration.online.batch.RowKey;
import dev.belay.worker.testing.HandlerExecution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches come to every row that is there all the time exactly once, whatever its key is, and whatever comes and goes. */
class BatchesTest {
    private static final int NUMBERS = 600;

    private static OnlineFixture system;

    @BeforeAll
    static void createDatabase() throws SQLException {
        system = new OnlineFixture();
    }

    /** A column of a key, and its value for a number, which others have too. */
    private enum Column {
        INTEGER("integer", "%d"),
        NEGATIVE("bigint", "(%d * -1000000007::bigint)"),
        HOLES("smallint", "(%d %% 11 * 100)"),
        TEXT("text", "(chr(33 + %d %% 90) || '''\\%d Ä')"),
        NOTHING("text", "(case when %d %% 3 = 0 then '' else ' ' end)"),
        UUID("uuid", "md5('%d')::uuid"),
        NUMERIC("numeric", "round(%d / 7.0 - 40, 2)"),
        MOMENT("timestamptz", "(timestamptz '2026-03-29 00:30:00.000123+01' + %d * interval '7 minutes')"),
        DAY("date", "(date '2024-02-28' - %d)"),
        CHOICE("boolean", "(%d %% 2 = 0)"),
        BYTES("bytea", "decode(md5('%d'), 'hex')");

        private final String type;
        private final String value;

        Column(String type, String value) {
            this.type = type;
            this.value = value;
        }

        private String of(int number) {
            return value.replace("%%", "%").replace("%d", String.valueOf(number));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void comeToEveryRowOnce(int seed) throws Exception {
        Random random = new Random(seed);
        List<Column> key = key(random);
        try (Connection writer = system.connect();
                Statement statement = writer.createStatement()) {
            create(statement, key, seed % 4 == 0);
            int rows = seed % 6 == 0 ? 0 : random.nextInt(400);
            for (int i = 0; i < rows; i++) {
                insert(statement, key, random.nextInt(NUMBERS));
            }
            statement.execute("update things set old = true");

            Others others = () -> {
                for (int i = 0; i < 3; i++) {
                    insert(statement, key, random.nextInt(NUMBERS));
                    statement.execute("delete from things where number = " + random.nextInt(NUMBERS));
                }
            };
            walk(1 + random.nextInt(30), random.nextBoolean() ? AT_ONCE : IN_TURNS, others);
        }

        assertThat(system.query("select count(*) from things where old and visited <> 1 or visited > 1"))
                .as("rows to which batches came never or twice, of %s", key)
                .isEqualTo("0");
    }

    /** What somebody moves between two turns may get to a place whose turn is over. */
    @ParameterizedTest
    @ValueSource(strings = {"update things set number = -number where visited = 0", "vacuum full things"})
    void comeToRowsThatMoveMeanwhile(String moving) throws Exception {
        try (Connection writer = system.connect();
                Statement statement = writer.createStatement()) {
            createNarrow(statement);

            walk(60, IN_TURNS, () -> statement.execute(moving));
        }

        assertThat(system.query("select count(*) from things where visited <> 1"))
                .isEqualTo("0");
    }

    /** Such as VACUUM FULL takes: longer than any one try waits. */
    @Test
    void waitForATableThatOthersHold() throws Exception {
        try (Connection other = system.connect();
                Statement statement = other.createStatement()) {
            createNarrow(statement);
            List<CompletableFuture<Void>> held = new ArrayList<>();

            walk(60, IN_TURNS, () -> {
                if (held.isEmpty()) {
                    other.setAutoCommit(false);
                    statement.execute("lock table things in access exclusive mode");
                    held.add(CompletableFuture.runAsync(
                            () -> commit(other), CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS)));
                }
            });
            held.get(0).get(10, TimeUnit.SECONDS);
        }

        assertThat(system.query("select count(*) from things where visited <> 1"))
                .isEqualTo("0");
    }

    /** With many rows to a page. */
    private static void createNarrow(Statement statement) throws SQLException {
        create(statement, List.of(Column.INTEGER), false);
        statement.execute("insert into things (k0, number) select i, i from generate_series(1, 2000) i");
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void leaveMostRowsOnTheirPages() throws Exception {
        try (Connection writer = system.connect();
                Statement statement = writer.createStatement()) {
            create(statement, List.of(Column.INTEGER), false);
            statement.execute("alter table things add column wide text");
            statement.execute(
                    "insert into things (k0, wide) select i, repeat('x', 600) from generate_series(1, 4000) i");
            long before = size();

            walk(1000, IN_TURNS, () -> {});

            assertThat(size()).as("bytes, of %s before", before).isLessThan(before * 13 / 10);
        }
        assertThat(system.query("select count(*) from things where visited <> 1"))
                .isEqualTo("0");
    }

    private static long size() throws SQLException {
        return Long.parseLong(system.query("select pg_relation_size('things')"));
    }

    /** At least one column that tells the numbers apart, and others in any place. */
    private static List<Column> key(Random random) {
        List<Column> key = new ArrayList<>();
        key.add(List.of(
                        Column.INTEGER,
                        Column.NEGATIVE,
                        Column.UUID,
                        Column.MOMENT,
                        Column.DAY,
                        Column.BYTES,
                        Column.TEXT)
                .get(random.nextInt(7)));
        List<Column> others = new ArrayList<>(List.of(Column.values()));
        others.removeAll(key);
        Collections.shuffle(others, random);
        key.addAll(others.subList(0, random.nextInt(3)));
        Collections.shuffle(key, random);
        return key;
    }

    private static void create(Statement statement, List<Column> key, boolean partitioned) throws SQLException {
        String columns = IntStream.range(0, key.size())
                .mapToObj(i -> "k" + i + " " + key.get(i).type)
                .collect(Collectors.joining(", "));
        statement.execute("drop table if exists things");
        statement.execute("create table things (visited integer not null default 0, " + columns
                + ", number integer, old boolean, primary key (" + names(key) + "))"
                + (partitioned ? " partition by hash (k0)" : ""));
        for (int i = 0; partitioned && i < 3; i++) {
            statement.execute("create table things_" + i + " partition of things for values with (modulus 3, remainder "
                    + i + ")");
        }
    }

    private static String names(List<Column> key) {
        return IntStream.range(0, key.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
    }

    private static void insert(Statement statement, List<Column> key, int number) throws SQLException {
        statement.execute("insert into things (" + names(key) + ", number) values ("
                + key.stream().map(column -> column.of(number)).collect(Collectors.joining(", ")) + ", " + number
                + ") on conflict do nothing");
    }

    /** What others do between two batches. */
    private interface Others {
        void write() throws SQLException;
    }

    /** One of the two ways through a table. */
    private interface Way {
        void go(Batches batches, RowKey key, Batches.Told told) throws SQLException;
    }

    private static final Way AT_ONCE = (batches, key, told) -> batches.walk(
            "visit", key, "things", List.of(), (connection, range) -> visit(connection, key, range, ""), told);

    private static final Way IN_TURNS = (batches, key, told) -> batches.rewrite(
            "visit",
            key,
            "things",
            List.of(),
            (connection, range) -> visit(connection, key, range, " and visited = 0"),
            told);

    private static void walk(int batchRows, Way way, Others others) throws SQLException {
        HandlerExecution execution = system.execution("deployment-1/migrate-1/do/1");
        OnlineProperties properties = new OnlineProperties(
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                batchRows,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
        try (OnlineSite online = OnlineSite.open(execution, OnlineSite.sessions(execution), properties);
                Connection catalogue = system.connect()) {
            RowKey key = RowKey.of(catalogue, Long.parseLong(system.query("select 'things'::regclass::oid::bigint")))
                    .orElseThrow();
            way.go(online.site().batches(), key, (range, rows) -> {
                try {
                    others.write();
                } catch (SQLException broken) {
                    throw new IllegalStateException(broken);
                }
            });
        }
    }

    private static long visit(Connection connection, RowKey key, Range range, String unless) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update things set visited = visited + 1 where " + range.condition(key) + unless)) {
            range.bind(update, 1);
            return update.executeUpdate();
        }
    }
}
