package dev.belay.healthcheck.catalogue;

import dev.belay.contracts.check.DatabaseExpectations.ForeignKeyExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Presence;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.verdict.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges foreign keys: what they refer to, and whether they have been proven for all rows. */
public final class ForeignKeysJudge {
    private static final String FOREIGN_KEYS = """
            select conname, convalidated, confrelid::regclass::text, pg_get_constraintdef(oid),
                   case confdeltype when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'
                     when 'n' then 'set null' when 'd' then 'set default' end,
                   array(select a.attname::text from unnest(conkey) with ordinality as k(number, place)
                         join pg_attribute a on a.attrelid = conrelid and a.attnum = k.number order by k.place),
                   array(select format('%s is %s, %s.%s is %s', l.attname, format_type(l.atttypid, l.atttypmod),
                           confrelid::regclass, r.attname, format_type(r.atttypid, r.atttypmod))
                         from unnest(conkey, confkey) as k(here, there)
                         join pg_attribute l on l.attrelid = conrelid and l.attnum = k.here
                         join pg_attribute r on r.attrelid = confrelid and r.attnum = k.there
                         where l.atttypid <> r.atttypid)
            from pg_constraint where contype = 'f' and conrelid = ?::oid order by conname""";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    public ForeignKeysJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /**
     * A foreign key as it was found.
     *
     * @param unlike pairs of columns that have other types
     */
    private record Found(
            String name,
            boolean validated,
            String references,
            String definition,
            String onDelete,
            List<String> columns,
            List<String> unlike) {}

    public void judge(ForeignKeyExpectation expected) throws SQLException {
        String what = "Foreign key " + expected.foreignKey() + " of " + expected.table();
        Optional<Catalogue.Relation> table = database.read(connection -> Catalogue.find(connection, expected.table()));
        List<Found> all = table.isEmpty()
                ? List.of()
                : database.read(connection -> find(connection, table.get().oid()));
        Optional<Found> found = all.stream()
                .filter(each -> each.name().equals(expected.foreignKey()))
                .findFirst();
        if (expected.presence() == Presence.ABSENT) {
            if (found.isEmpty()) {
                verdict.holds(what, "absent");
            } else {
                verdict.differs(what + ": found " + found.get().definition() + ", expected absent.");
            }
        } else if (found.isEmpty()) {
            verdict.differs(
                    what + ": " + (table.isEmpty() ? "the table does not exist" : "does not exist")
                            + ", expected the foreign key" + others(all) + ".",
                    "Look whether the table that it refers to exists and whether the types of the columns are the same.");
        } else {
            judgeDefinition(what, expected, found.get());
        }
    }

    private static String others(List<Found> all) {
        return all.isEmpty()
                ? "; the table has none"
                : "; the table has "
                        + String.join(
                                "; ",
                                all.stream()
                                        .map(each -> each.name() + " " + each.definition())
                                        .toList());
    }

    private void judgeDefinition(String what, ForeignKeyExpectation expected, Found found) throws SQLException {
        List<String> differences = new ArrayList<>();
        if (!found.validated()) {
            differences.add("is not validated, so rows that are there may break it");
        }
        if (!expected.columns().isEmpty() && !lower(expected.columns()).equals(lower(found.columns()))) {
            differences.add("found columns " + found.columns() + ", expected " + expected.columns());
        }
        String references = expected.references();
        if (references != null && !same(references, found.references())) {
            differences.add("found that it refers to " + found.references() + ", expected " + references);
        }
        String onDelete = expected.onDelete();
        if (onDelete != null && !onDelete.equals(found.onDelete())) {
            differences.add("found on delete " + found.onDelete() + ", expected " + onDelete);
        }
        if (differences.isEmpty()) {
            String unlike = found.unlike().isEmpty() ? "" : "; of other types: " + String.join(", ", found.unlike());
            verdict.holds(what, found.definition() + ", validated" + unlike);
        } else {
            verdict.differs(
                    what + ": " + String.join("; ", differences) + "; its definition is " + found.definition() + ".");
        }
    }

    private boolean same(String expected, String found) throws SQLException {
        return database.read(connection -> {
            Optional<Catalogue.Relation> one = Catalogue.find(connection, expected);
            return one.isPresent() && one.equals(Catalogue.find(connection, found));
        });
    }

    private static List<String> lower(List<String> columns) {
        return columns.stream()
                .map(column -> column.replace("\"", "").toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<Found> find(Connection connection, long table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FOREIGN_KEYS)) {
            query.setLong(1, table);
            List<Found> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Found(
                            rows.getString(1),
                            rows.getBoolean(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            Texts.of(rows, 6),
                            Texts.of(rows, 7)));
                }
            }
            return found;
        }
    }
}
