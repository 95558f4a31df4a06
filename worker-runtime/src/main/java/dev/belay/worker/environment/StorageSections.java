package dev.belay.worker.environment;

import dev.belay.documents.Node;
import java.nio.file.Path;
import java.util.Optional;

/** Reads where data lives: the database, the scratch place and the backups. */
final class StorageSections {
    private static final int KEPT_BACKUPS = 3;

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

    static Optional<BackupSettings> backups(Section root) {
        return root.section("backups", "encrypt").flatMap(section -> {
            Optional<Path> directory = section.requireDirectory("directory", "the directory for dumps");
            int keep = keep(section);
            section.finish();
            return directory.map(path -> new BackupSettings(path, keep));
        });
    }

    private static int keep(Section section) {
        int keep = section.fields().integer("keep").orElse(KEPT_BACKUPS);
        if (keep < 1) {
            section.illFormed("keep", "at least 1, since a release is taken back from a backup");
        }
        return keep;
    }
}
