package dev.belay.orchestrator.plan.reading;

import dev.belay.contracts.DatabaseExpectations;
import dev.belay.contracts.DatabaseExpectations.ColumnExpectation;
import dev.belay.contracts.DatabaseExpectations.IndexExpectation;
import dev.belay.contracts.DatabaseExpectations.Presence;
import dev.belay.contracts.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.DatabaseExpectations.TableExpectation;
import dev.belay.contracts.Expectation;
import dev.belay.documents.ExpectationForm;
import dev.belay.documents.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what a check expects of the database's catalogue and rows. */
final class DatabaseReader {
    private static final Expectation SOME = new Expectation(Expectation.Comparison.AT_LEAST, "1");
    private static final Pattern INDEX_COLUMN = Pattern.compile("(\\S.*?)(\\s+(?i:asc|desc))?");
    private static final String PRESENCE = "present or absent";

    private DatabaseReader() {}

    static DatabaseExpectations read(Section database) {
        database.fields().has("migrations");
        DatabaseExpectations expectations = new DatabaseExpectations(
                rows(database),
                named(database, "columns", DatabaseReader::column),
                named(database, "tables", DatabaseReader::table),
                indexes(database),
                database.expectation("connections", ExpectationForm.SHARE).orElse(null),
                database.expectation("longTransactions", ExpectationForm.AGE).orElse(null));
        database.finish(Part.DATABASE);
        return expectations;
    }

    private static List<RowsExpectation> rows(Section database) {
        List<RowsExpectation> rows = new ArrayList<>();
        for (Section row : database.items("rows")) {
            if (row.fields().keys().contains("table")) {
                row.notBuilt(
                        row.fields().node(),
                        "Counting a table in " + row.what(),
                        "Write sql: select count(*) from ... with its expect.");
                continue;
            }
            String sql = Sql.require(row, "sql");
            if (!row.fields().has("expect")) {
                row.fields().missing("expect", ExpectationForm.NUMBER.expected());
            }
            rows.add(new RowsExpectation(
                    sql, row.expectation("expect", ExpectationForm.NUMBER).orElse(SOME)));
            row.finish(Part.ROWS);
        }
        return rows;
    }

    /** Reads the things that a key names, each with the section that it stands in. */
    private static <T> List<T> named(Section database, String key, BiFunction<Section, String, Optional<T>> reader) {
        List<T> things = new ArrayList<>();
        database.inner(key)
                .ifPresent(section -> section.fields()
                        .all()
                        .keySet()
                        .forEach(name -> reader.apply(section, name).ifPresent(things::add)));
        return things;
    }

    private static Optional<ColumnExpectation> column(Section columns, String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 1 || dot == name.length() - 1) {
            columns.report(
                    columns.fields().find(name).orElse(columns.fields().node()),
                    "ill-formed",
                    "\"" + name + "\" in " + columns.what() + " names no column; expected table.column.",
                    name,
                    "table.column",
                    "Write the table before it, with a dot between.");
            return Optional.empty();
        }
        String table = name.substring(0, dot);
        String column = name.substring(dot + 1);
        return present(
                columns,
                name,
                Part.COLUMN,
                presence -> new ColumnExpectation(table, column, presence, null, null, null),
                inner -> new ColumnExpectation(
                        table,
                        column,
                        Presence.PRESENT,
                        inner.fields().text("type").orElse(null),
                        inner.fields()
                                .flag("nullable")
                                .map(nullable -> nullable ? "yes" : "no")
                                .orElse(null),
                        inner.fields().text("default").orElse(null)));
    }

    private static Optional<TableExpectation> table(Section tables, String name) {
        return present(
                tables,
                name,
                Part.TABLE,
                presence -> new TableExpectation(name, presence, null, null),
                inner -> new TableExpectation(
                        name,
                        Presence.PRESENT,
                        inner.fields().integer("indexes").orElse(null),
                        inner.fields().integer("foreignKeys").orElse(null)));
    }

    private static List<IndexExpectation> indexes(Section database) {
        List<IndexExpectation> indexes = new ArrayList<>();
        database.inner("indexes")
                .ifPresent(tables -> tables.allInner().forEach((table, section) -> {
                    for (String name : section.fields().all().keySet()) {
                        index(section, table, name).ifPresent(indexes::add);
                    }
                }));
        return indexes;
    }

    private static Optional<IndexExpectation> index(Section table, String tableName, String name) {
        Optional<Node> value = table.fields().find(name);
        if (value.isPresent() && value.get() instanceof Node.Sequence sequence) {
            List<String> columns = new ArrayList<>();
            for (Node item : sequence.items()) {
                table.text(item, name).map(DatabaseReader::indexColumn).ifPresent(columns::add);
            }
            return Optional.of(new IndexExpectation(tableName, name, Presence.PRESENT, columns));
        }
        return presence(table, name, "present, absent or a list of columns")
                .map(presence -> new IndexExpectation(tableName, name, presence, List.of()));
    }

    /** {@code created_at DESC} becomes {@code created_at desc}; ascending is not written. */
    private static String indexColumn(String text) {
        var column = INDEX_COLUMN.matcher(text.strip());
        if (!column.matches() || column.group(2) == null) {
            return text.strip();
        }
        boolean descending = column.group(2).strip().toLowerCase(Locale.ROOT).equals("desc");
        return column.group(1) + (descending ? " desc" : "");
    }

    /** A thing that is only present or absent, or one with keys of its own. */
    private static <T> Optional<T> present(
            Section section, String name, Part part, Function<Presence, T> bare, Function<Section, T> detailed) {
        if (section.fields().find(name).filter(Node.Mapping.class::isInstance).isEmpty()) {
            return presence(section, name, PRESENCE + ", or keys and values").map(bare);
        }
        return section.inner(name).map(inner -> {
            T thing = detailed.apply(inner);
            inner.finish(part);
            return thing;
        });
    }

    private static Optional<Presence> presence(Section section, String name, String expected) {
        Optional<Node> value = section.fields().find(name);
        String text = value.isPresent() && value.get() instanceof Node.Text scalar ? scalar.text() : "";
        return switch (text) {
            case "present" -> Optional.of(Presence.PRESENT);
            case "absent" -> Optional.of(Presence.ABSENT);
            default -> {
                value.ifPresent(node -> section.fields().illFormed(node, name, expected));
                yield Optional.empty();
            }
        };
    }
}
