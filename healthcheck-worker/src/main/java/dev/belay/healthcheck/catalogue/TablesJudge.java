package dev.belay.healthcheck.catalogue;

import dev.belay.contracts.check.DatabaseExpectations.Presence;
import dev.belay.contracts.check.DatabaseExpectations.TableExpectation;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges whether tables are there, and how many indexes and foreign keys they have. */
public final class TablesJudge {
    private static final String PARTS = """
            select array(select indexrelid::regclass::text from pg_index where indrelid = wanted.oid order by 1),
                   array(select indexrelid::regclass::text from pg_index
                         where indrelid = wanted.oid and not (indisvalid and indisready) order by 1),
                   array(select conname::text from pg_constraint
                         where conrelid = wanted.oid and contype = 'f' order by 1),
                   array(select conname::text from pg_constraint
                         where conrelid = wanted.oid and contype = 'f' and not convalidated order by 1)
            from (select ?::oid as oid) wanted""";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    public TablesJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /** A table as it was found. */
    private record Found(
            Catalogue.Relation relation,
            List<String> indexes,
            List<String> unusable,
            List<String> foreignKeys,
            List<String> unproven) {}

    public void judge(TableExpectation expected) throws SQLException {
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
        if (expected.indexes() != null && !found.unusable().isEmpty()) {
            differences.add("of its indexes " + String.join(", ", found.unusable())
                    + " cannot be used (not valid or not ready), expected all can");
        }
        if (expected.foreignKeys() != null && !found.unproven().isEmpty()) {
            differences.add("of its foreign keys " + String.join(", ", found.unproven())
                    + " are not validated, so rows may break them; expected all are");
        }
        if (differences.isEmpty()) {
            verdict.holds(
                    what,
                    "present, " + found.indexes().size() + " indexes, "
                            + found.foreignKeys().size() + " foreign keys");
        } else {
            verdict.differs(what + ": " + String.join("; ", differences) + ".");
        }
    }

    private static void compare(
            String thing, List<String> found, @Nullable Integer expected, List<String> differences) {
        if (expected != null && expected != found.size()) {
            String names = found.isEmpty() ? "" : " (" + String.join(", ", found) + ")";
            differences.add("found " + found.size() + " " + thing + names + ", expected " + expected);
        }
    }

    private static Optional<Found> find(Connection connection, String table) throws SQLException {
        Optional<Catalogue.Relation> relation = Catalogue.find(connection, table);
        if (relation.isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement(PARTS)) {
            query.setLong(1, relation.get().oid());
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return Optional.of(new Found(
                        relation.get(), Texts.of(rows, 1), Texts.of(rows, 2), Texts.of(rows, 3), Texts.of(rows, 4)));
            }
        }
    }
}
