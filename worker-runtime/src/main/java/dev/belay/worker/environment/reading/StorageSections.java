package dev.belay.worker.environment.reading;

import dev.belay.documents.Node;
import dev.belay.worker.environment.settings.DatabaseLimits;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.ScratchSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where data lives: the database and the scratch place. */
final class StorageSections {
    private StorageSections() {}

    static Optional<DatabaseSettings> database(Section root) {
        return root.section("database").map(section -> {
            Login main = Logins.read(section);
            DatabaseSettings database = new DatabaseSettings(
                    main,
                    other(section, "admin", main),
                    other(section, "readOnly", main),
                    replicas(section),
                    limits(section));
            section.finish();
            return database;
        });
    }

    private static List<Login> replicas(Section database) {
        if (!database.fields().has("replicas")) {
            return List.of();
        }
        List<Node> items = database.fields().list("replicas");
        if (items.isEmpty()
                && database.fields()
                        .find("replicas")
                        .filter(Node.Sequence.class::isInstance)
                        .isPresent()) {
            database.illFormed("replicas", "at least one replica, each with the keys url, username and password");
        }
        List<Login> replicas = new ArrayList<>();
        for (Node item : items) {
            Section.read(item, "\"" + item.path() + "\"", database.interpolation())
                    .ifPresent(section -> {
                        replicas.add(Logins.read(section));
                        section.finish();
                    });
        }
        return replicas;
    }

    private static DatabaseLimits limits(Section database) {
        return database.section("limits")
                .map(section -> {
                    DatabaseLimits limits =
                            new DatabaseLimits(section.command("diskFree"), Sizes.bytes(section, "wal"));
                    section.finish();
                    return limits;
                })
                .orElse(DatabaseLimits.NONE);
    }

    private static Login other(Section database, String key, Login main) {
        return database.section(key)
                .map(section -> {
                    Login login = Logins.read(section, main);
                    section.finish();
                    return login;
                })
                .orElse(main);
    }

    static Optional<ScratchSettings> scratch(Section root) {
        Optional<Node> value = root.fields().find("scratch");
        if (value.isPresent() && value.get() instanceof Node.Text text) {
            if (!text.text().equals("local")) {
                root.illFormed("scratch", "local, or the keys url, username and password");
            }
            return Optional.of(new ScratchSettings(Optional.empty()));
        }
        return root.section("scratch").map(section -> {
            Login server = Logins.read(section);
            section.finish();
            return new ScratchSettings(Optional.of(server));
        });
    }
}
