package dev.belay.migration.tool;

import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import java.util.Set;

/** The tables of each tool's own books, by the names that they have unless somebody has changed them. */
public final class HistoryTables {
    private HistoryTables() {}

    public static Set<String> of(Tool tool) {
        return switch (tool) {
            case FLYWAY -> Set.of(FlywayTool.HISTORY);
            case LIQUIBASE -> Set.of("databasechangelog", "databasechangeloglock");
            case SQL -> Set.of(SqlHistory.TABLE);
            case DJANGO -> Set.of("django_migrations");
            case ALEMBIC -> Set.of("alembic_version");
        };
    }
}
