package dev.belay.orchestrator.plan.reading;

import dev.belay.contracts.OnlineOperation;
import dev.belay.documents.Nearest;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.StepDefinition;
import dev.belay.orchestrator.plan.Undo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a migration that is written as operations. */
final class OnlineReader {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$-]{0,62}");
    private static final Pattern TABLE = Pattern.compile("(" + NAME + "\\.)?" + NAME);
    private static final Pattern COLUMN = Pattern.compile(TABLE + "\\." + NAME);
    private static final Pattern SERIAL = Pattern.compile("(?i)(small|big)?serial\\d?");
    private static final String NAME_EXPECTED = "a name of letters, digits and _";
    private static final Map<String, Function<Section, Optional<OnlineOperation>>> READERS = new LinkedHashMap<>();
    private static final Map<String, String> REFUSED = Map.of(
            "renameColumn",
            "Older code asks for the old name until the moment it is replaced. Add a column with the new name and"
                    + " a backfill in this release, let the code use it, and drop the old column in a later release.");

    static {
        READERS.put("addColumn", OnlineReader::addColumn);
        READERS.put("createIndex", OnlineReader::createIndex);
    }

    private OnlineReader() {}

    static StepDefinition read(Section migrate, Undo undo) {
        List<OnlineOperation> operations = new ArrayList<>();
        if (!migrate.fields().has("online")) {
            migrate.fields().missing("online", "a list of operations");
        }
        List<Section> items = migrate.items("online");
        items.forEach(item -> operation(item).ifPresent(operations::add));
        if (migrate.fields().has("online") && items.isEmpty()) {
            migrate.fields()
                    .find("online")
                    .ifPresent(value -> migrate.fields().illFormed(value, "online", "at least one operation"));
        }
        migrate.finish(Part.ONLINE);
        return new StepDefinition.MigrateOnline(operations, null, undo);
    }

    private static Optional<OnlineOperation> operation(Section item) {
        List<String> kinds = List.copyOf(READERS.keySet());
        for (String key : item.fields().keys()) {
            Function<Section, Optional<OnlineOperation>> reader = READERS.get(key);
            if (reader != null) {
                return reader.apply(item);
            }
            String alternative = REFUSED.get(key);
            if (alternative != null) {
                item.report(
                        item.fields().node(),
                        "unsafe-operation",
                        "\"" + key + "\" in " + item.what() + " would break the code that runs; it is never carried"
                                + " out.",
                        key,
                        String.join(", ", kinds),
                        alternative);
                return Optional.empty();
            }
        }
        if (item.fields().node() instanceof Node.Mapping) {
            item.report(
                    item.fields().node(),
                    "unknown-operation",
                    item.what() + " has " + item.fields().node().described() + "; expected one of "
                            + String.join(", ", kinds) + ".",
                    item.fields().node().described(),
                    String.join(", ", kinds),
                    item.fields().keys().stream()
                            .flatMap(key -> Nearest.of(key, kinds).stream())
                            .findFirst()
                            .map(near -> "Did you mean \"" + near + "\"?")
                            .orElse(""));
        }
        return Optional.empty();
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
        List<String> columns = item.fields().texts("columns");
        if (!item.fields().has("columns")) {
            item.fields().missing("columns", "a list of columns");
        }
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
}
