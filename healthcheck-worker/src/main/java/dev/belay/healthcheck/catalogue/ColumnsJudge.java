package dev.belay.healthcheck.catalogue;

import dev.belay.contracts.check.DatabaseExpectations.ColumnExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Presence;
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

/** Judges whether columns are there, with their types, defaults and whether they may be null. */
public final class ColumnsJudge {
    private static final String COLUMN = """
            select format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
            from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = ?::oid and a.attname = ? and a.attnum > 0 and not a.attisdropped""";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    public ColumnsJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /** A column as it was found. */
    private record Found(
            String type, boolean notNull, @Nullable String defaultValue) {
        String nullable() {
            return notNull ? "no" : "yes";
        }

        String shownDefault() {
            return defaultValue == null ? "none" : defaultValue;
        }
    }

    public void judge(ColumnExpectation expected) throws SQLException {
        String what = "Column " + expected.table() + "." + expected.column();
        Optional<Catalogue.Relation> table = database.read(connection -> Catalogue.find(connection, expected.table()));
        Optional<Found> found = table.isEmpty()
                ? Optional.empty()
                : database.read(connection -> find(connection, table.get().oid(), expected.column()));
        if (expected.presence() == Presence.ABSENT) {
            if (found.isEmpty()) {
                verdict.holds(what, table.isEmpty() ? "absent, as is the table" : "absent");
            } else {
                verdict.differs(what + ": found it with type " + found.get().type() + ", expected absent.");
            }
        } else if (found.isEmpty()) {
            String missing = table.isEmpty() ? "the table does not exist" : "does not exist";
            verdict.differs(what + ": " + missing + ", expected the column.");
        } else {
            judgeDefinition(what, expected, found.get());
        }
    }

    private void judgeDefinition(String what, ColumnExpectation expected, Found found) {
        List<String> differences = new ArrayList<>();
        String type = expected.type();
        if (type != null && !TypeNames.same(type, found.type())) {
            differences.add("found type " + found.type() + ", expected " + type);
        }
        String nullable = expected.nullable();
        if (nullable != null && !nullable.equals(found.nullable())) {
            differences.add("found nullable " + found.nullable() + ", expected " + nullable);
        }
        String defaultValue = expected.defaultValue();
        if (defaultValue != null && !DefaultValues.same(defaultValue, found.defaultValue())) {
            differences.add("found default " + found.shownDefault() + ", expected " + defaultValue);
        }
        if (differences.isEmpty()) {
            verdict.holds(what, found.type() + ", nullable " + found.nullable() + ", default " + found.shownDefault());
        } else {
            verdict.differs(what + ": " + String.join("; ", differences) + ".");
        }
    }

    private static Optional<Found> find(Connection connection, long table, String column) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMN)) {
            query.setLong(1, table);
            query.setString(2, column);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Found(rows.getString(1), rows.getBoolean(2), rows.getString(3)))
                        : Optional.empty();
            }
        }
    }
}
