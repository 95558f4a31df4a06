package dev.belay.healthcheck.server;

import dev.belay.contracts.check.Expectation;
import dev.belay.healthcheck.catalogue.Catalogue;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.verdict.Expectations;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges how much room the database and its tables take, and shows the largest indexes of a table. */
final class SizesJudge {
    private static final int SHOWN = 20;

    private static final String TABLE = """
            with recursive part(oid) as (
              select ?::oid union all select inhrelid from pg_inherits join part on inhparent = part.oid)
            select sum(pg_total_relation_size(oid))::bigint, sum(pg_indexes_size(oid))::bigint from part""";

    private static final String INDEXES = """
            with recursive part(oid) as (
              select ?::oid union all select inhrelid from pg_inherits join part on inhparent = part.oid)
            select c.relname, pg_relation_size(c.oid)
            from pg_index i join part on i.indrelid = part.oid join pg_class c on c.oid = i.indexrelid
            order by 2 desc, 1""";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    SizesJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /** @param list the indexes, the largest first */
    private record Sizes(long all, long indexes, List<String> list) {}

    void judgeDatabase(String what, @Nullable Expectation expectation) throws SQLException {
        Quantity found = Quantity.bytes(Long.parseLong(database.single("select pg_database_size(current_database())")));
        judge(what, found, found.shown(), expectation);
    }

    void judgeTable(String what, String table, @Nullable Expectation expectation) throws SQLException {
        Optional<Catalogue.Relation> relation = database.read(connection -> Catalogue.find(connection, table));
        if (relation.isEmpty()) {
            verdict.differs(what + ": the table does not exist.");
            return;
        }
        Sizes sizes =
                database.read(connection -> read(connection, relation.get().oid()));
        Quantity found = Quantity.bytes(sizes.all());
        String indexes = sizes.list().isEmpty() ? "" : " (" + String.join(", ", sizes.list()) + ")";
        judge(
                what,
                found,
                found.shown() + ", of which indexes "
                        + Quantity.bytes(sizes.indexes()).shown() + indexes,
                expectation);
    }

    private void judge(String what, Quantity found, String shown, @Nullable Expectation expectation) {
        if (expectation == null) {
            verdict.holds(what, shown);
        } else {
            verdict.judged(Expectations.judge(expectation, found), what, shown, expectation);
        }
    }

    private static Sizes read(Connection connection, long table) throws SQLException {
        List<String> list = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(INDEXES)) {
            query.setLong(1, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next() && list.size() < SHOWN) {
                    list.add(rows.getString(1) + " "
                            + Quantity.bytes(rows.getLong(2)).shown());
                }
            }
        }
        try (PreparedStatement query = connection.prepareStatement(TABLE)) {
            query.setLong(1, table);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return new Sizes(rows.getLong(1), rows.getLong(2), list);
            }
        }
    }
}
