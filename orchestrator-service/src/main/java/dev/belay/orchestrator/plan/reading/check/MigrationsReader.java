package dev.belay.orchestrator.plan.reading.check;

import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.contracts.migration.MigrationsExpectation.OfApp;
import dev.belay.contracts.migration.MigrationsExpectation.Pending;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a check expects of the migration tool's state. */
public final class MigrationsReader {
    private static final String NONE_PENDING = "none pending";
    private static final String EXPECTED = "\"none pending\" or {applied: a version, pending: none}";

    private MigrationsReader() {}

    public static Optional<MigrationsExpectation> read(Section database) {
        return database.fields().find("migrations").flatMap(value -> {
            if (value instanceof Node.Mapping mapping) {
                return database.inner("migrations")
                        .map(migrations ->
                                byApplication(mapping) ? ofApplications(migrations) : ofAll(database, migrations));
            }
            if (isNonePending(value)) {
                return Optional.of(new MigrationsExpectation(null, Pending.NONE));
            }
            database.fields().illFormed(value, "migrations", EXPECTED);
            return Optional.empty();
        });
    }

    private static boolean isNonePending(Node value) {
        return value instanceof Node.Text text && text.text().equals(NONE_PENDING);
    }

    private static boolean byApplication(Node.Mapping mapping) {
        return mapping.entries().values().stream()
                .anyMatch(entry -> entry.value() instanceof Node.Mapping || isNonePending(entry.value()));
    }

    private static MigrationsExpectation ofAll(Section database, Section migrations) {
        OfApp read = state(migrations);
        Pending missing =
                migrations.fields().oneOf("missing", List.of("none")).isPresent() ? Pending.NONE : Pending.ANY;
        migrations.finish(Part.MIGRATIONS);
        if (migrations.fields().keys().isEmpty()) {
            database.fields().illFormed(migrations.fields().node(), "migrations", EXPECTED);
        }
        return new MigrationsExpectation(read.applied(), read.pending(), read.versions(), missing, Map.of());
    }

    private static MigrationsExpectation ofApplications(Section migrations) {
        Map<String, OfApp> apps = new LinkedHashMap<>();
        migrations.fields().all().forEach((app, value) -> {
            if (isNonePending(value)) {
                apps.put(app, new OfApp(null, Pending.NONE, List.of()));
            } else if (value instanceof Node.Mapping) {
                migrations.inner(app).ifPresent(section -> {
                    apps.put(app, state(section));
                    section.finish(Part.APP_MIGRATIONS);
                });
            } else {
                migrations.fields().illFormed(value, app, EXPECTED);
            }
        });
        return new MigrationsExpectation(null, Pending.ANY, List.of(), Pending.ANY, apps);
    }

    private static OfApp state(Section section) {
        Optional<String> applied = section.fields().text("applied");
        Optional<Node> pending = section.fields().find("pending");
        if (pending.isPresent() && pending.get() instanceof Node.Sequence) {
            return new OfApp(
                    applied.orElse(null), Pending.EXACTLY, section.fields().texts("pending"));
        }
        boolean none = section.fields().oneOf("pending", List.of("none")).isPresent();
        return new OfApp(applied.orElse(null), none ? Pending.NONE : Pending.ANY, List.of());
    }
}
