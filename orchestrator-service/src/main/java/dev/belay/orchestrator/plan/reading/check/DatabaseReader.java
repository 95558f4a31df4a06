package dev.belay.orchestrator.plan.reading.check;

import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.DatabaseExpectations.ColumnExpectation;
import dev.belay.contracts.check.DatabaseExpectations.ForeignKeyExpectation;
import dev.belay.contracts.check.DatabaseExpectations.IndexExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Presence;
import dev.belay.contracts.check.DatabaseExpectations.TableExpectation;
import dev.belay.documents.ExpectationForm;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a check expects of the database. */
public final class DatabaseReader {
    private static final List<String> ON_DELETE =
            List.of("cascade", "restrict", "set null", "set default", "no action");
    private static final Pattern INDEX_COLUMN = Pattern.compile("(\\S.*?)(\\s+(?i:asc|desc))?");
    private static final String PRESENCE = "present or absent";

    private DatabaseReader() {}

    public static DatabaseExpectations read(Section database) {
        database.fields().has("migrations");
        DatabaseExpectations expectations = new DatabaseExpectations(
                QueryReader.rows(database),
                named(database, "columns", DatabaseReader::column),
                named(database, "tables", DatabaseReader::table),
                ofTables(database, "indexes", DatabaseReader::index),
                database.expectation("connections", ExpectationForm.SHARE).orElse(null),
                database.expectation("longTransactions", ExpectationForm.AGE).orElse(null),
                ofTables(database, "foreignKeys", DatabaseReader::foreignKey),
                QueryReader.queries(database),
                MeasureReader.read(database),
                QueryReader.samples(database));
        database.finish(Part.DATABASE);
        return expectations;
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
                        yesOrNo(inner, "nullable"),
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

    /** One thing of a table. */
    private interface OfTable<T> {
        Optional<T> read(Section table, String tableName, String name);
    }

    private static <T> List<T> ofTables(Section database, String key, OfTable<T> reader) {
        List<T> things = new ArrayList<>();
        database.inner(key)
                .ifPresent(tables -> tables.allInner().forEach((table, section) -> {
                    for (String name : section.fields().all().keySet()) {
                        reader.read(section, table, name).ifPresent(things::add);
                    }
                }));
        return things;
    }

    private static Optional<IndexExpectation> index(Section table, String tableName, String name) {
        Optional<Node> value = table.fields().find(name);
        if (value.isPresent() && value.get() instanceof Node.Sequence) {
            return Optional.of(new IndexExpectation(tableName, name, Presence.PRESENT, columns(table, name)));
        }
        if (value.isPresent() && value.get() instanceof Node.Mapping) {
            return table.inner(name).map(index -> {
                IndexExpectation read = new IndexExpectation(
                        tableName,
                        name,
                        Presence.PRESENT,
                        columns(index, "columns"),
                        yesOrNo(index, "unique"),
                        index.expectation("scans", ExpectationForm.COUNT).orElse(null));
                index.finish(Part.INDEX);
                return read;
            });
        }
        return presence(table, name, "present, absent, a list of columns, or keys and values")
                .map(presence -> new IndexExpectation(tableName, name, presence, List.of()));
    }

    private static Optional<ForeignKeyExpectation> foreignKey(Section table, String tableName, String name) {
        return present(
                table,
                name,
                Part.FOREIGN_KEY,
                presence -> new ForeignKeyExpectation(tableName, name, presence, List.of(), null, null),
                key -> new ForeignKeyExpectation(
                        tableName,
                        name,
                        Presence.PRESENT,
                        key.fields().texts("columns"),
                        key.fields().text("references").orElse(null),
                        key.fields().oneOf("onDelete", ON_DELETE).orElse(null)));
    }

    private static List<String> columns(Section section, String key) {
        List<String> columns = new ArrayList<>();
        for (Node item : section.itemsOrSelf(key)) {
            section.text(item, key).map(DatabaseReader::indexColumn).ifPresent(columns::add);
        }
        return columns;
    }

    private static @Nullable String yesOrNo(Section section, String key) {
        return section.fields().flag(key).map(yes -> yes ? "yes" : "no").orElse(null);
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
