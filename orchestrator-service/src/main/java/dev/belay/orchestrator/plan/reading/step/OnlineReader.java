package dev.belay.orchestrator.plan.reading.step;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.RecordAs;
import dev.belay.documents.Nearest;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a migration that is written as operations. */
final class OnlineReader {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    private static final Map<String, String> REFUSED = Map.of(
            "renameColumn",
            "Older code asks for the old name until the moment it is replaced. Add a column with the new name and"
                    + " a backfill in this release, let the code use it, and drop the old column in a later release.");

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
        @Nullable RecordAs recordAs = recordAs(migrate);
        migrate.finish(Part.ONLINE);
        return new OnlineMigrateStep(operations, recordAs, undo);
    }

    private static Optional<OnlineOperation> operation(Section item) {
        List<String> kinds = OperationReader.kinds();
        for (String key : item.fields().keys()) {
            if (kinds.contains(key)) {
                return OperationReader.read(key, item);
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

    private static @Nullable RecordAs recordAs(Section migrate) {
        Optional<Section> recordAs = migrate.inner("recordAs");
        if (recordAs.isEmpty()) {
            return null;
        }
        List<String> apps = List.copyOf(recordAs.get().fields().all().keySet());
        if (apps.size() != 1) {
            recordAs.get()
                    .report(
                            recordAs.get().fields().node(),
                            "ill-formed",
                            recordAs.get().what() + " has "
                                    + recordAs.get().fields().node().described()
                                    + "; expected one application with one migration.",
                            String.join(", ", apps),
                            "{app: name}",
                            "Write one step for each migration.");
            return null;
        }
        String name = recordAs.get().requireName(apps.get(0), LABEL, "the name of a migration");
        return name.isEmpty() ? null : new RecordAs(apps.get(0), name);
    }
}
