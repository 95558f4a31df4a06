package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.migration.PlannedMigration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rehearsals that have succeeded, as deployments have told. */
@Repository
public class RehearsedMigrations {
    private static final int NEWEST = 50;

    private final JdbcClient database;

    RehearsedMigrations(JdbcClient database) {
        this.database = database;
    }

    /** One rehearsal: in which deployment, when it ended, and what was migrated. */
    public record Rehearsed(String deployment, Instant at, Map<String, String> digests) {
        static Rehearsed of(DeploymentEvent event) {
            EventBody.MigrationsRehearsed body = (EventBody.MigrationsRehearsed) event.body();
            return new Rehearsed(
                    event.deployment().text(),
                    event.at(),
                    body.migrations().stream()
                            .collect(Collectors.toMap(
                                    PlannedMigration::version,
                                    PlannedMigration::digest,
                                    (one, other) -> other,
                                    TreeMap::new)));
        }
    }

    /** Those on copies of the environment, newest first. */
    public List<Rehearsed> newestOf(String environment) {
        return database
                .sql("""
                select event.* from belay.deployment_event event
                join belay.deployment using (deployment_id)
                where environment = :environment and event.body ->> 'type' = 'migrations-rehearsed'
                order by event.at desc limit :limit
                """)
                .param("environment", environment)
                .param("limit", NEWEST)
                .query(Events::event)
                .list()
                .stream()
                .map(Rehearsed::of)
                .toList();
    }
}
