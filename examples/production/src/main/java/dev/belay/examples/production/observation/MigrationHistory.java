package dev.belay.examples.production.observation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The books in which a migration tool writes what it has applied. */
public enum MigrationHistory {
    FLYWAY("flyway_schema_history", """
            select version, type like 'UNDO%', format('%s %s (%s)', version, description, checksum)
            from public.flyway_schema_history where success and version is not null order by installed_rank"""),
    DJANGO(
            "django_migrations",
            "select app || '.' || name, false, app || '.' || name from public.django_migrations order by app, name"),
    ALEMBIC("alembic_version", "select version_num, false, version_num from public.alembic_version order by 1");

    private final String table;
    private final String query;

    MigrationHistory(String table, String query) {
        this.table = table;
        this.query = query;
    }

    String table() {
        return table;
    }

    /** A migration that a later row of the history takes back is no longer in effect. */
    List<String> inEffect(Statement statement) throws SQLException {
        Map<String, String> inEffect = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                if (rows.getBoolean(2)) {
                    inEffect.remove(rows.getString(1));
                } else {
                    inEffect.put(rows.getString(1), rows.getString(3));
                }
            }
        }
        return List.copyOf(inEffect.values());
    }
}
