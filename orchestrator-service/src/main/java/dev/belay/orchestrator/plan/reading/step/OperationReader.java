package dev.belay.orchestrator.plan.reading.step;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what each kind of operation has of its own. */
final class OperationReader {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_ $-]{0,62}");
    private static final Pattern TABLE = Pattern.compile("(" + NAME + "\\.)?" + NAME);
    private static final Pattern COLUMN = Pattern.compile(TABLE + "\\." + NAME);
    private static final Pattern SERIAL = Pattern.compile("(?i)(small|big)?serial\\d?");
    private static final String NAME_EXPECTED = "a name of letters, digits and _";
    private static final List<String> ON_DELETE =
            List.of("no action", "restrict", "cascade", "set null", "set default");
    private static final Map<String, Function<Section, Optional<OnlineOperation>>> READERS = new LinkedHashMap<>();

    static {
        READERS.put("addColumn", OperationReader::addColumn);
        READERS.put("createIndex", OperationReader::createIndex);
        READERS.put("dropIndex", OperationReader::dropIndex);
        READERS.put("reindex", OperationReader::reindex);
        READERS.put("analyze", OperationReader::analyze);
        READERS.put("addForeignKey", OperationReader::addForeignKey);
        READERS.put("addCheck", OperationReader::addCheck);
        READERS.put("dropColumn", OperationReader::dropColumn);
        READERS.put("sql", OperationReader::sql);
    }

    private OperationReader() {}

    /** The words of the operations, in the order in which they are described. */
    static List<String> kinds() {
        return List.copyOf(READERS.keySet());
    }

    /** Empty, with findings, where something that it needs is missing. */
    static Optional<OnlineOperation> read(String kind, Section item) {
        Function<Section, Optional<OnlineOperation>> reader = READERS.get(kind);
        if (reader == null) {
            throw new IllegalArgumentException("No operation is called " + kind);
        }
        return reader.apply(item);
    }

    private static Optional<OnlineOperation> addColumn(Section item) {
        String name = item.requireName("addColumn", COLUMN, "table.column");
        String type = item.fields().requireText("type", "a type as SQL writes it");
        @Nullable String defaultValue = item.fields().text("default").orElse(null);
        @Nullable String backfill = item.fields().text("backfill").orElse(null);
        boolean notNull = item.fields().flag("notNull").orElse(false);
        boolean fire = item.fields().oneOf("triggers", List.of("fire")).isPresent();
        if (notNull && defaultValue == null) {
            item.report(
                    item.fields().node(),
                    "not-null-without-default",
                    item.what() + " adds a column that must not be empty and has no default; expected a default, since"
                            + " the older code inserts rows without the column and would be refused.",
                    "no default",
                    "a default",
                    "Add \"default\", or leave \"notNull\" out until every running version fills the column.");
        }
        if (SERIAL.matcher(type).matches()) {
            item.report(
                    item.fields().node(),
                    "unsafe-operation",
                    item.what() + " adds a column of type " + type + ", which would rewrite the table while nobody can"
                            + " use it.",
                    type,
                    "integer or bigint",
                    "Create the sequence with \"sql\", and write type: bigint with default: nextval('...').");
        }
        item.finish(Part.ADD_COLUMN);
        int dot = name.lastIndexOf('.');
        return dot < 0 || type.isEmpty()
                ? Optional.empty()
                : Optional.of(new OnlineOperation.AddColumn(
                        name.substring(0, dot),
                        name.substring(dot + 1),
                        type,
                        defaultValue,
                        backfill,
                        notNull ? OnlineOperation.Nulls.REFUSED : OnlineOperation.Nulls.ALLOWED,
                        fire ? OnlineOperation.Triggers.FIRE : OnlineOperation.Triggers.NONE_EXPECTED));
    }

    private static Optional<OnlineOperation> createIndex(Section item) {
        String name = item.requireName("createIndex", NAME, NAME_EXPECTED);
        String table = item.requireName("on", TABLE, "a table");
        List<String> columns = columns(item);
        boolean unique = item.fields().flag("unique").orElse(false);
        String method = item.name("using", NAME, "such as btree, gin, gist, brin or hash")
                .orElse("btree");
        List<String> include = item.fields().texts("include");
        @Nullable String where = item.fields().text("where").orElse(null);
        item.finish(Part.CREATE_INDEX);
        return name.isEmpty() || table.isEmpty() || columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new OnlineOperation.CreateIndex(
                        name,
                        table,
                        columns,
                        unique ? OnlineOperation.Uniqueness.UNIQUE : OnlineOperation.Uniqueness.ANY,
                        method,
                        include,
                        where));
    }

    private static Optional<OnlineOperation> dropIndex(Section item) {
        String name = item.requireName("dropIndex", TABLE, NAME_EXPECTED);
        item.finish(Part.DROP_INDEX);
        return name.isEmpty() ? Optional.empty() : Optional.of(new OnlineOperation.DropIndex(name));
    }

    private static Optional<OnlineOperation> reindex(Section item) {
        String name = item.requireName("reindex", TABLE, NAME_EXPECTED);
        item.finish(Part.REINDEX);
        return name.isEmpty() ? Optional.empty() : Optional.of(new OnlineOperation.Reindex(name));
    }

    private static Optional<OnlineOperation> analyze(Section item) {
        String table = item.requireName("analyze", TABLE, "a table");
        List<String> columns = item.fields().texts("columns");
        item.finish(Part.ANALYZE);
        return table.isEmpty() ? Optional.empty() : Optional.of(new OnlineOperation.Analyze(table, columns));
    }

    private static Optional<OnlineOperation> addForeignKey(Section item) {
        String name = item.requireName("addForeignKey", NAME, NAME_EXPECTED);
        String table = item.requireName("on", TABLE, "a table");
        List<String> columns = columns(item);
        String references = item.requireName("references", TABLE, "a table");
        List<String> to = item.fields().texts("to");
        @Nullable String onDelete = item.fields().oneOf("onDelete", ON_DELETE).orElse(null);
        item.finish(Part.ADD_FOREIGN_KEY);
        return name.isEmpty() || table.isEmpty() || columns.isEmpty() || references.isEmpty()
                ? Optional.empty()
                : Optional.of(new OnlineOperation.AddForeignKey(name, table, columns, references, to, onDelete));
    }

    private static Optional<OnlineOperation> addCheck(Section item) {
        String name = item.requireName("addCheck", NAME, NAME_EXPECTED);
        String table = item.requireName("on", TABLE, "a table");
        String condition = item.fields().requireText("holds", "a condition over the columns of a row");
        item.finish(Part.ADD_CHECK);
        return name.isEmpty() || table.isEmpty() || condition.isEmpty()
                ? Optional.empty()
                : Optional.of(new OnlineOperation.AddCheck(name, table, condition));
    }

    private static Optional<OnlineOperation> dropColumn(Section item) {
        String name = item.requireName("dropColumn", COLUMN, "table.column");
        boolean nothing = item.fields()
                .oneOf("keep", List.of("values", "nothing"))
                .orElse("")
                .equals("nothing");
        item.finish(Part.DROP_COLUMN);
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.of(new OnlineOperation.DropColumn(
                        name.substring(0, dot),
                        name.substring(dot + 1),
                        nothing ? OnlineOperation.Keep.NOTHING : OnlineOperation.Keep.VALUES));
    }

    private static Optional<OnlineOperation> sql(Section item) {
        String statement = item.fields().requireText("sql", "a statement");
        String undo = item.fields().requireText("undo", "a statement that takes it back, or none");
        item.finish(Part.ONLINE_SQL);
        return statement.isEmpty() || undo.isEmpty()
                ? Optional.empty()
                : Optional.of(new OnlineOperation.Sql(statement, undo.equals("none") ? null : undo));
    }

    private static List<String> columns(Section item) {
        if (!item.fields().has("columns")) {
            item.fields().missing("columns", "a list of columns");
        }
        return item.fields().texts("columns");
    }
}
