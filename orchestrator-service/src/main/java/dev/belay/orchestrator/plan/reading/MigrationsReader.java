package dev.belay.orchestrator.plan.reading;

import dev.belay.contracts.MigrationsExpectation;
import dev.belay.contracts.MigrationsExpectation.Pending;
import dev.belay.documents.Node;
import java.util.List;
import java.util.Optional;

/** Reads what a check expects of the migration tool's state. */
final class MigrationsReader {
    private static final String EXPECTED = "\"none pending\" or {applied: a version, pending: none}";

    private MigrationsReader() {}

    static Optional<MigrationsExpectation> read(Section database) {
        return database.fields().find("migrations").flatMap(value -> {
            if (value instanceof Node.Mapping mapping) {
                return read(database, mapping);
            }
            if (value instanceof Node.Text text && text.text().equals("none pending")) {
                return Optional.of(new MigrationsExpectation(null, Pending.NONE));
            }
            database.fields().illFormed(value, "migrations", EXPECTED);
            return Optional.empty();
        });
    }

    private static Optional<MigrationsExpectation> read(Section database, Node.Mapping mapping) {
        if (mapping.entries().values().stream().anyMatch(entry -> entry.value() instanceof Node.Mapping)) {
            database.notBuilt(
                    mapping,
                    "An expectation per application in " + database.thing("migrations"),
                    "Write none pending, or {applied: ..., pending: none} for all together.");
            return Optional.empty();
        }
        return database.inner("migrations").flatMap(migrations -> {
            Optional<String> applied = migrations.fields().text("applied");
            Optional<String> pending = migrations.fields().oneOf("pending", List.of("none"));
            migrations.finish(Part.MIGRATIONS);
            if (mapping.entries().isEmpty()) {
                database.fields().illFormed(mapping, "migrations", EXPECTED);
            }
            return Optional.of(
                    new MigrationsExpectation(applied.orElse(null), pending.isPresent() ? Pending.NONE : Pending.ANY));
        });
    }
}
