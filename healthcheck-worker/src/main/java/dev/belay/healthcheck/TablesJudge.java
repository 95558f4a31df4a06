package dev.belay.healthcheck;

import dev.belay.contracts.DatabaseExpectations.Presence;
import dev.belay.contracts.DatabaseExpectations.TableExpectation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges whether tables are there, and how many indexes and foreign keys they have. */
final class TablesJudge {
    private static final String COUNTS = """
            select (select count(*) from pg_index where indrelid = wanted.oid),
                   (select count(*) from pg_constraint where conrelid = wanted.oid and contype = 'f')
            from (select ?::oid as oid) wanted""";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    TablesJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /** A table as it was found. */
    private record Found(Catalogue.Relation relation, int indexes, int foreignKeys) {}

    void judge(TableExpectation expected) throws SQLException {
        Optional<Found> found = database.read(connection -> find(connection, expected.table()));
        String what = "Table " + expected.table();
        if (expected.presence() == Presence.ABSENT) {
            if (found.isEmpty()) {
                verdict.holds(what, "absent");
            } else {
                verdict.differs(what + ": found " + found.get().relation().kindInWords() + ", expected absent.");
            }
        } else if (found.isEmpty()) {
            verdict.differs(what + ": does not exist, expected a table.");
        } else if (!found.get().relation().isTable()) {
            verdict.differs(what + ": found " + found.get().relation().kindInWords() + ", expected a table.");
        } else {
            judgeCounts(what, expected, found.get());
        }
    }

    private void judgeCounts(String what, TableExpectation expected, Found found) {
        List<String> differences = new ArrayList<>();
        compare("indexes", found.indexes(), expected.indexes(), differences);
        compare("foreign keys", found.foreignKeys(), expected.foreignKeys(), differences);
        if (differences.isEmpty()) {
            verdict.holds(what, "present, " + found.indexes() + " indexes, " + found.foreignKeys() + " foreign keys");
        } else {
            verdict.differs(what + ": " + String.join("; ", differences) + ".");
        }
    }

    private static void compare(String thing, int found, @Nullable Integer expected, List<String> differences) {
        if (expected != null && expected != found) {
            differences.add("found " + found + " " + thing + ", expected " + expected);
        }
    }

    private static Optional<Found> find(Connection connection, String table) throws SQLException {
        Optional<Catalogue.Relation> relation = Catalogue.find(connection, table);
        if (relation.isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement(COUNTS)) {
            query.setLong(1, relation.get().oid());
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return Optional.of(new Found(relation.get(), rows.getInt(1), rows.getInt(2)));
            }
        }
    }
}
