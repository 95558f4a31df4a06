package dev.belay.e2e.harness;

import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.ManifestFile;
import dev.belay.contracts.DeploymentId;
import dev.belay.embedded.machine.FileTree;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.examples.production.PostgresServer;
import dev.belay.examples.shop.ShopProduction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The shop, with migrations of the tests' own beside its first one. */
public final class Production implements AutoCloseable {
    public static final String ENVIRONMENT = "shop-production";

    private final ShopProduction shop;
    private final Sql database;
    private final MigrationGate migrations;
    private final Path files;

    /** Lays the shop out and gives its environment file to the workers. */
    public Production(Installation installation) {
        EmbeddedPostgres postgres = installation.postgres();
        PostgresServer server =
                new PostgresServer(postgres.jdbcUrl("postgres"), postgres.username(), postgres.password());
        shop = ShopProduction.create(installation.directory().resolve("shop"), server);
        database = new Sql(shop.databaseUrl(), postgres.username(), postgres.password());
        try {
            files = Files.createDirectories(installation.directory().resolve("migrations"));
            copyMigrations(files);
            migrations = new MigrationGate(database, files, 1);
            Files.writeString(
                    installation.environments().resolve("shop.yaml"),
                    Files.readString(shop.environmentFile()).replace("${release.dir}/migrations", files.toString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void copyMigrations(Path target) throws IOException {
        Path source = shop.directory().current().resolve("migrations");
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    /** Adds a migration of the test's own to the release, with its way back. */
    public void addMigration(String name, String up, String down) {
        try {
            Files.writeString(files.resolve("V" + name + ".sql"), up);
            Files.writeString(files.resolve("U" + name + ".sql"), down);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public void removeMigration(String name) {
        FileTree.delete(files.resolve("V" + name + ".sql"));
        FileTree.delete(files.resolve("U" + name + ".sql"));
    }

    public void execute(String sql) {
        database.execute(sql);
    }

    public long number(String sql) {
        return database.number(sql);
    }

    /** The directories of copies of the database. */
    public List<String> copies() {
        try (Stream<Path> all = Files.list(shop.directory().backups())) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("belay-copy-"))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public MigrationGate migrations() {
        return migrations;
    }

    /** The backups that count as such, which is those with a manifest. */
    public List<BackupManifest> backups() {
        return backupFiles().stream().flatMap(files -> manifest(files).stream()).toList();
    }

    /** The directories in which a backup is or was being made. */
    public List<BackupFiles> backupFiles() {
        Path all = shop.directory().backups().resolve(ENVIRONMENT);
        if (Files.notExists(all)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(all)) {
            return directories.filter(Files::isDirectory).map(BackupFiles::new).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public void removeBackups() {
        backupFiles().forEach(files -> FileTree.delete(files.directory()));
    }

    /** The sessions on the shop's database that belong to a deployment. */
    public long sessionsOf(DeploymentId deployment) {
        return database.number(
                "select count(*) from pg_stat_activity where application_name like 'belay/" + deployment + "/%'");
    }

    private static Optional<BackupManifest> manifest(BackupFiles files) {
        try {
            return ManifestFile.find(files);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        shop.stop();
    }
}
