package dev.belay.backup;

import dev.belay.backup.postgres.FoundPrograms;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.postgres.PostgresVersion;
import dev.belay.backup.sealing.SealingLook;
import dev.belay.contracts.Capability;
import dev.belay.contracts.WorkerKind;
import dev.belay.worker.capability.CapabilitySource;
import dev.belay.worker.capability.DatabaseLook;
import dev.belay.worker.capability.DirectoryLook;
import dev.belay.worker.capability.Looking;
import dev.belay.worker.environment.BackupEncryption;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.ScratchSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What backups, test restores and restores need. */
final class BackupCapabilities implements CapabilitySource {
    private static final String READABLE = """
            select string_agg(named, ', ' order by named) from (
              select format('%I.%I', n.nspname, c.relname) as named
              from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p', 'm', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                and not (pg_catalog.has_schema_privilege(n.oid, 'usage')
                         and pg_catalog.has_table_privilege(c.oid, 'select'))
              limit 3) unreadable
            """;
    private static final String CREATEDB = """
            select case when not rolcreatedb and not rolsuper
              then format('role "%s" may not create databases', rolname) end
            from pg_catalog.pg_roles where rolname = current_user
            """;
    private static final String OWNER = """
            select case when not pg_catalog.pg_has_role(datdba, 'member') then format(
              'the database is owned by role "%s", of which role "%s" is no member',
              pg_catalog.pg_get_userbyid(datdba), current_user) end
            from pg_catalog.pg_database where datname = ?
            """;
    private final PostgresPrograms programs;

    BackupCapabilities(PostgresPrograms programs) {
        this.programs = programs;
    }

    @Override
    public WorkerKind worker() {
        return WorkerKind.BACKUP;
    }

    @Override
    public List<Capability> look(Environment environment, List<Capability> before) throws InterruptedException {
        List<Capability> found = new ArrayList<>();
        Environment.Parts parts = environment.parts();
        Optional<PostgresVersion> server = parts.database().flatMap(database -> {
            DatabaseLook main = new DatabaseLook(database.main(), before);
            found.addAll(main(main));
            found.addAll(admin(new DatabaseLook(database.admin(), before)));
            return main.serverVersion().map(PostgresVersion::ofServer);
        });
        if (parts.backups().isPresent()) {
            found.add(DirectoryLook.look(
                    Capability.BACKUP_DIRECTORY,
                    "a directory for backups that the worker may write into",
                    parts.backups().get().directory()));
            BackupEncryption encryption = parts.backups().get().encryption().orElse(null);
            if (encryption != null) {
                found.addAll(SealingLook.look(encryption));
            }
            FoundPrograms search = new FoundPrograms(programs, server, new Looking(environment));
            found.add(search.client(Capability.DUMP_PROGRAM, "pg_dump"));
            found.add(search.client(Capability.RESTORE_PROGRAM, "pg_restore"));
            if (parts.scratch().isPresent()) {
                found.addAll(scratch(parts.scratch().get(), search, before));
            }
        }
        return found;
    }

    private static List<Capability> main(DatabaseLook look) {
        return look.look(
                Capability.DATABASE_LOGIN,
                "a login to the database",
                List.of(new DatabaseLook.Question(
                        Capability.READ_ALL,
                        "the right to read every table and sequence, for a dump",
                        true,
                        READABLE,
                        "grant usage on schema ... to @role@; grant select on all tables in schema ... to @role@; and on"
                                + " all sequences; or grant pg_read_all_data to @role@;")));
    }

    private static List<Capability> admin(DatabaseLook look) {
        return look.look(
                Capability.ADMIN_LOGIN,
                "a login to the database as its administrator",
                List.of(
                        new DatabaseLook.Question(
                                Capability.CREATE_DATABASES,
                                "the right to create databases, for the one that is restored beside the live one",
                                false,
                                CREATEDB,
                                "alter role @role@ createdb;"),
                        new DatabaseLook.Question(
                                Capability.OWN_DATABASE,
                                "ownership of the database, to rename it",
                                false,
                                OWNER,
                                "grant the owner to @role@, or alter database ... owner to @role@;")));
    }

    private static List<Capability> scratch(ScratchSettings scratch, FoundPrograms search, List<Capability> before)
            throws InterruptedException {
        if (scratch.server().isEmpty()) {
            return List.of(search.server(Capability.SCRATCH));
        }
        return new DatabaseLook(scratch.server().get(), before)
                .look(
                        Capability.SCRATCH_LOGIN,
                        "a login to the scratch server, for test restores",
                        List.of(new DatabaseLook.Question(
                                Capability.SCRATCH,
                                "the right to create databases on the scratch server, for test restores",
                                false,
                                CREATEDB,
                                "alter role @role@ createdb;")));
    }
}
