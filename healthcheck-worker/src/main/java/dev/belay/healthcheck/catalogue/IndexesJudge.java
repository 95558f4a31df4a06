package dev.belay.healthcheck.catalogue;

import dev.belay.contracts.check.DatabaseExpectations.IndexExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Presence;
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
import java.util.Locale;
import java.util.Optional;

/** Judges whether indexes are there with the right definition, and can be used: valid and ready. */
public final class IndexesJudge {
    private static final String INDEX = """
            select i.indisvalid, i.indisready, i.indisunique, pg_get_indexdef(i.indexrelid),
                   coalesce(s.idx_scan, 0), coalesce(s.idx_tup_read, 0), pg_relation_size(i.indexrelid),
                   array(select pg_get_indexdef(i.indexrelid, k, true)
                           || case when i.indoption[k - 1] & 1 = 1 then ' desc' else '' end
                           || case i.indoption[k - 1] & 3 when 1 then ' nulls last' when 2 then ' nulls first'
                              else '' end
                         from generate_series(1, i.indnkeyatts) as k order by k)
            from pg_index i join pg_class c on c.oid = i.indexrelid
              left join pg_stat_all_indexes s on s.indexrelid = i.indexrelid
            where i.indrelid = ?::oid and c.relname = ?""";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    public IndexesJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /** An index as it was found. */
    private record Found(
            boolean valid,
            boolean ready,
            boolean unique,
            String definition,
            long scans,
            long tuples,
            long bytes,
            List<String> columns) {}

    public void judge(IndexExpectation expected) throws SQLException {
        String what = "Index " + expected.index() + " of " + expected.table();
        Optional<Catalogue.Relation> table = database.read(connection -> Catalogue.find(connection, expected.table()));
        Optional<Found> found = table.isEmpty()
                ? Optional.empty()
                : database.read(connection -> find(connection, table.get().oid(), expected.index()));
        if (expected.presence() == Presence.ABSENT) {
            if (found.isEmpty()) {
                verdict.holds(what, "absent");
            } else {
                verdict.differs(what + ": found " + shown(found.get()) + ", expected absent.");
            }
        } else if (found.isEmpty()) {
            String missing = table.isEmpty() ? "the table does not exist" : "does not exist";
            verdict.differs(what + ": " + missing + ", expected the index.");
        } else {
            judgeDefinition(what, expected, found.get());
        }
    }

    private void judgeDefinition(String what, IndexExpectation expected, Found found) {
        List<String> differences = new ArrayList<>();
        if (!found.valid()) {
            differences.add("is not valid, so no query uses it (a CREATE INDEX CONCURRENTLY that failed leaves this)");
        }
        if (!found.ready()) {
            differences.add("is not ready, so changes do not reach it");
        }
        List<String> wanted =
                expected.columns().stream().map(IndexesJudge::canonical).toList();
        if (!wanted.isEmpty()
                && !wanted.equals(
                        found.columns().stream().map(IndexesJudge::canonical).toList())) {
            differences.add("found columns " + found.columns() + ", expected " + expected.columns());
        }
        if (expected.unique() != null && found.unique() != expected.unique().equals("yes")) {
            differences.add("found that it is " + (found.unique() ? "unique" : "not unique") + ", expected unique "
                    + expected.unique());
        }
        if (differences.isEmpty()) {
            verdict.holds(what, shown(found));
        } else {
            verdict.differs(
                    what + ": " + String.join("; ", differences) + "; its definition is " + found.definition() + ".");
        }
        if (expected.scans() != null) {
            verdict.judged(
                    Expectations.judge(expected.scans(), Quantity.number(found.scans())),
                    "Scans of index " + expected.index(),
                    found.scans() + " (" + found.tuples() + " entries read)",
                    expected.scans());
        }
    }

    private static String shown(Found found) {
        return found.definition() + (found.valid() && found.ready() ? ", valid and ready" : ", not usable") + ", "
                + Quantity.bytes(found.bytes()).shown();
    }

    private static String canonical(String column) {
        return column.replaceAll("\\s+", " ")
                .strip()
                .replaceAll("(?i) asc(?= nulls|$)", "")
                .replaceAll("(?i) desc nulls first$", " desc")
                .replaceAll("(?i)(?<! desc) nulls last$", "")
                .replace("\"", "")
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<Found> find(Connection connection, long table, String index) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(INDEX)) {
            query.setLong(1, table);
            query.setString(2, index.substring(index.lastIndexOf('.') + 1));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Found(
                                rows.getBoolean(1),
                                rows.getBoolean(2),
                                rows.getBoolean(3),
                                rows.getString(4),
                                rows.getLong(5),
                                rows.getLong(6),
                                rows.getLong(7),
                                Texts.of(rows, 8)))
                        : Optional.empty();
            }
        }
    }
}
