package dev.belay.migration;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Capability;
import dev.belay.worker.capability.CapabilitySource;
import dev.belay.worker.capability.DatabaseLook;
import dev.belay.worker.environment.Environment;
import java.util.List;

/** What migrations need. */
final class MigrationCapabilities implements CapabilitySource {
    private static final String CREATABLE = """
            select case
              when current_schema() is null then format('role "%s" has no schema on its search path', current_user)
              when not pg_catalog.has_schema_privilege(current_schema(), 'create') then
                format('role "%s" may not create tables in schema "%s"', current_user, current_schema())
              end
            """;

    @Override
    public WorkerKind worker() {
        return WorkerKind.MIGRATION;
    }

    @Override
    public List<Capability> look(Environment environment, List<Capability> before) {
        return environment
                .parts()
                .database()
                .map(database -> new DatabaseLook(database.main(), before)
                        .look(
                                Capability.DATABASE_LOGIN,
                                "a login to the database",
                                List.of(new DatabaseLook.Question(
                                        Capability.CHANGE_SCHEMA,
                                        "the right to create tables in its schema, for migrations and their history",
                                        true,
                                        CREATABLE,
                                        "grant create on schema public to @role@; and make it the owner of what"
                                                + " migrations change."))))
                .orElse(List.of());
    }
}
