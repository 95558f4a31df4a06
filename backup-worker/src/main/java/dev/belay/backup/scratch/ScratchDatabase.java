package dev.belay.backup.scratch;

import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.DatabaseNeeds;
import dev.belay.backup.disk.ShortName;
import dev.belay.backup.postgres.DatabaseLocale;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database for one test restore, with the roles that its dump names; all of it goes away again. */
public final class ScratchDatabase implements AutoCloseable {
    private static final String WRONG_OBJECT_TYPE = "42809";

    private final Login server;
    private final Execution execution;
    private final String name;
    private final boolean superuser;
    private final List<String> createdRoles = new ArrayList<>();

    private ScratchDatabase(Login server, Execution execution, String name, boolean superuser) {
        this.server = server;
        this.execution = execution;
        this.name = name;
        this.superuser = superuser;
    }

    /** What such a database is made for, which its name tells. */
    public enum Use {
        TEST_RESTORE("belay_verify_"),
        COPY("belay_copy_");

        private final String prefix;

        Use(String prefix) {
            this.prefix = prefix;
        }

        private String prefix(Execution execution) {
            return prefix + Integer.toHexString(execution.environment().name().hashCode()) + "_";
        }
    }

    public static ScratchDatabase create(Login server, BackupManifest manifest, Use use, Execution execution)
            throws SQLException {
        dropAll(server, use, execution);
        try (DatabaseSession session = DatabaseSession.elsewhere(server, execution)) {
            requireExtensions(session, manifest);
            boolean superuser = session.holds("select rolsuper from pg_catalog.pg_roles where rolname = current_user");
            ScratchDatabase database =
                    new ScratchDatabase(server, execution, use.prefix(execution) + ShortName.random(), superuser);
            try {
                database.createDatabase(session, manifest.source().locale());
                if (superuser) {
                    database.createRoles(session, manifest.needs().roles());
                }
                return database;
            } catch (SQLException failed) {
                database.close();
                throw failed;
            }
        }
    }

    public String name() {
        return name;
    }

    /** The login on this database. */
    public Login login() {
        return ServerAddress.onDatabase(server, name);
    }

    /** Whether owners and grants can be restored too, which takes a superuser. */
    public boolean takesOwners() {
        return superuser;
    }

    @Override
    public void close() throws SQLException {
        try (DatabaseSession session = DatabaseSession.forRepair(server, execution)) {
            session.execute("drop database if exists " + Quoted.identifier(name) + " with (force)");
            for (String role : createdRoles) {
                session.execute("drop role if exists " + Quoted.identifier(role));
            }
        }
    }

    private void createDatabase(DatabaseSession session, DatabaseLocale locale) throws SQLException {
        String create = "create database " + Quoted.identifier(name) + " template template0";
        try {
            session.execute(create + locale.inCreateDatabase());
        } catch (SQLException refused) {
            if (!WRONG_OBJECT_TYPE.equals(refused.getSQLState())) {
                throw refused;
            }
            session.execute(create + locale.withoutLanguage().inCreateDatabase());
        }
    }

    private void createRoles(DatabaseSession session, List<String> roles) throws SQLException {
        for (String role : roles) {
            if (!session.holds("select exists (select from pg_catalog.pg_roles where rolname = ?)", role)) {
                session.execute("create role " + Quoted.identifier(role) + " nologin");
                createdRoles.add(role);
            }
        }
    }

    /**
     * Drops all that were made for this use in this environment, and returns their names: one deployment at a time runs
     * there, so they belong to nobody.
     */
    public static List<String> dropAll(Login server, Use use, Execution execution) throws SQLException {
        try (DatabaseSession session = DatabaseSession.forRepair(server, execution)) {
            List<String> abandoned = session.texts(
                    "select datname from pg_catalog.pg_database where starts_with(datname, ?)"
                            + " and pg_catalog.pg_has_role(datdba, 'member')",
                    use.prefix(execution));
            for (String database : abandoned) {
                session.execute("drop database if exists " + Quoted.identifier(database) + " with (force)");
            }
            return abandoned;
        }
    }

    private static void requireExtensions(DatabaseSession session, BackupManifest manifest) throws SQLException {
        List<String> available = session.texts("select name from pg_catalog.pg_available_extensions");
        List<String> missing = manifest.needs().extensions().stream()
                .map(DatabaseNeeds.Extension::name)
                .filter(extension -> !available.contains(extension))
                .toList();
        if (!missing.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.PROGRAM_MISSING,
                    "The scratch place lacks the extensions " + String.join(", ", missing)
                            + ", which the database uses.",
                    "Install their packages there, or name a scratch server that has them in the environment file.");
        }
    }
}
