package dev.belay.healthcheck;

import dev.belay.contracts.DatabaseExpectations.IndexExpectation;
import dev.belay.contracts.DatabaseExpectations.Presence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges whether indexes are there with the right definition, and can be used: valid and ready. */
final class IndexesJudge {
    private static final String INDEX = """
            select i.indisvalid, i.indisready, pg_get_indexdef(i.indexrelid, k.position, true), (i.indoption[k.position - 1] & 1) = 1
            from pg_index i join pg_class c on c.oid = i.indexrelid
              cross join lateral generate_series(1, i.indnkeyatts) as k(position)
            where i.indrelid = ?::oid and c.relname = ?
            order by k.position""";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    IndexesJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /** An index as it was found. */
    private record Found(boolean valid, boolean ready, List<String> columns) {}

    void judge(IndexExpectation expected) throws SQLException {
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
        if (differences.isEmpty()) {
            verdict.holds(what, shown(found));
        } else {
            verdict.differs(what + ": " + String.join("; ", differences) + ".");
        }
    }

    private static String shown(Found found) {
        return found.columns() + (found.valid() && found.ready() ? ", valid and ready" : ", not usable");
    }

    private static String canonical(String column) {
        return column.replaceAll("\\s+", " ")
                .strip()
                .replaceAll("(?i) asc$", "")
                .replace("\"", "")
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<Found> find(Connection connection, long table, String index) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(INDEX)) {
            query.setLong(1, table);
            query.setString(2, index.substring(index.lastIndexOf('.') + 1));
            try (ResultSet rows = query.executeQuery()) {
                List<String> columns = new ArrayList<>();
                boolean valid = false;
                boolean ready = false;
                while (rows.next()) {
                    valid = rows.getBoolean(1);
                    ready = rows.getBoolean(2);
                    columns.add(rows.getString(3) + (rows.getBoolean(4) ? " desc" : ""));
                }
                return columns.isEmpty() ? Optional.empty() : Optional.of(new Found(valid, ready, columns));
            }
        }
    }
}
