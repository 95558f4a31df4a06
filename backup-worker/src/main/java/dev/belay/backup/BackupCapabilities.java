package dev.belay.backup;

import dev.belay.backup.counting.NeedsReader;
import dev.belay.backup.postgres.FoundPrograms;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.postgres.PostgresVersion;
import dev.belay.backup.sealing.SealingLook;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Capability;
import dev.belay.worker.capability.CapabilitySource;
import dev.belay.worker.capability.DatabaseLook;
import dev.belay.worker.capability.DirectoryLook;
import dev.belay.worker.capability.Looking;
import dev.belay.worker.capability.ProgramLook;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.environment.settings.ScratchSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What backups, test restores and restores need. */
final class BackupCapabilities implements CapabilitySource {
    private static final String READABLE = """
            select string_agg(named, ', ' order by named) from (
              select format('%I.%I', schema, name) || case when allowed then ' (policies hide rows of it)' else '' end
                as named
              from (
                select n.nspname as schema, c.relname as name,
                  pg_catalog.has_schema_privilege(n.oid, 'usage') and pg_catalog.has_table_privilege(c.oid, 'select')
                    as allowed,
                  c.relkind = 'r' and pg_catalog.row_security_active(c.oid) as hidden
                from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'm', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              ) relations where hidden or not allowed
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
    private static final String OWN_OBJECTS = """
            select format('it holds what belongs to %s, of which role "%s" is no member',
                string_agg(format('"%s"', rolname), ', ' order by rolname), current_user)
            from (
            """ + NeedsReader.OWNERS + """
            ) owners where not pg_catalog.pg_has_role(rolname, 'member') having count(*) > 0
            """;
    /** Such things know the database by itself and not by its name, so they would stay with the replaced one. */
    private static final String RENAME = """
            select string_agg(what, ', ' order by what) from pg_catalog.pg_database b, lateral (
              select format('the prepared transaction "%s" is open in it', gid) as what
                from pg_catalog.pg_prepared_xacts where database = b.datname
              union all select format('the logical replication slot "%s" belongs to it', slot_name)
                from pg_catalog.pg_replication_slots where database = b.datname
              union all select format('the subscription "%s" writes into it', subname)
                from pg_catalog.pg_subscription where subdbid = b.oid
              union all select format('a background worker of an extension (%s) is connected to it', backend_type)
                from pg_catalog.pg_stat_activity where datid = b.oid and backend_type not in
                  ('client backend', 'autovacuum worker', 'parallel worker', 'walsender', 'logical replication worker')
            ) holding where b.datname = ?
            """;

    private static final DatabaseLook.Question REPLICATION = new DatabaseLook.Question(
            "replication",
            "the right to copy the server's files",
            false,
            "select case when not rolreplication and not rolsuper then 'no right REPLICATION' end"
                    + " from pg_catalog.pg_roles where rolname = current_user",
            "alter role @role@ replication;");
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
        copyWay(found, parts);
        if (parts.backups().isPresent()) {
            found.add(DirectoryLook.look(
                    Capability.BACKUP_DIRECTORY,
                    "a directory for backups that the worker may write into",
                    parts.backups().get().directory()));
            BackupEncryption encryption = parts.backups().get().encryption().orElse(null);
            if (encryption != null) {
                found.addAll(SealingLook.look(encryption));
            }
            ProgramLook commands = new ProgramLook(environment);
            parts.backups()
                    .get()
                    .places()
                    .values()
                    .forEach(place -> found.add(commands.look(
                            Capability.programsOfCopies(place.name()),
                            "the programs of \"copies." + place.name() + "\"",
                            place.commands())));
            FoundPrograms search = new FoundPrograms(programs, server, new Looking(environment));
            found.add(search.client(Capability.DUMP_PROGRAM, "pg_dump"));
            found.add(search.client(Capability.RESTORE_PROGRAM, "pg_restore"));
            if (parts.scratch().isPresent()) {
                found.addAll(scratch(parts.scratch().get(), search, before));
            }
        }
        return found;
    }

    /** A right without which there is another way refuses nothing, so it is no lack: what is told is the way. */
    private static void copyWay(List<Capability> found, Environment.Parts parts) {
        List<Capability> replication = found.stream()
                .filter(one -> one.name().equals(REPLICATION.name()))
                .toList();
        found.removeAll(replication);
        if (replication.isEmpty() || parts.scratch().isEmpty()) {
            return;
        }
        boolean files = parts.scratch().get().server().isEmpty()
                && replication.stream().anyMatch(one -> one.standing() == Capability.Standing.HAS);
        found.add(Capability.had(
                Capability.COPY,
                files
                        ? "copies for rehearsals, by the files of the server"
                        : "copies for rehearsals, by dump and restore"
                                + (parts.scratch().get().server().isPresent()
                                        ? " into the scratch server"
                                        : ", since no login has the right REPLICATION")));
    }

    private static List<Capability> main(DatabaseLook look) {
        return look.look(
                Capability.DATABASE_LOGIN,
                "a login to the database",
                List.of(
                        REPLICATION,
                        new DatabaseLook.Question(
                                Capability.READ_ALL,
                                "the right to read every table and sequence, for a dump",
                                true,
                                READABLE,
                                "grant usage on schema ... to @role@; grant select on all tables in schema ... to @role@; and on"
                                        + " all sequences; or grant pg_read_all_data to @role@; where policies hide rows,"
                                        + " alter role @role@ bypassrls;")));
    }

    private static List<Capability> admin(DatabaseLook look) {
        return look.look(
                Capability.ADMIN_LOGIN,
                "a login to the database as its administrator",
                List.of(
                        REPLICATION,
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
                                "grant the owner to @role@, or alter database ... owner to @role@;"),
                        new DatabaseLook.Question(
                                Capability.OWN_OBJECTS,
                                "membership in every role that owns something in the database, to restore it",
                                true,
                                OWN_OBJECTS,
                                "grant ... to @role@; for each of them."),
                        new DatabaseLook.Question(
                                Capability.RENAME_DATABASE,
                                "a database that nothing holds on to, to put a restored one in its place",
                                false,
                                RENAME,
                                "Commit or roll back what is prepared, drop the slot or the subscription, or end the"
                                        + " worker; or write another \"undo\" than restore.")));
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
