package dev.belay.worker.environment.reading;

import dev.belay.documents.Node;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.ScratchSettings;
import java.util.Optional;

/** Reads where data lives: the database and the scratch place. */
final class StorageSections {
    private StorageSections() {}

    static Optional<DatabaseSettings> database(Section root) {
        return root.section("database", "replicas").map(section -> {
            Login main = Logins.read(section);
            DatabaseSettings database = new DatabaseSettings(
                    main, other(section, "admin", main), other(section, "readOnly", main), diskFree(section));
            section.finish();
            return database;
        });
    }

    private static Optional<CommandLine> diskFree(Section database) {
        return database.section("limits", "wal").flatMap(limits -> {
            Optional<CommandLine> command = limits.command("diskFree");
            limits.finish();
            return command;
        });
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
