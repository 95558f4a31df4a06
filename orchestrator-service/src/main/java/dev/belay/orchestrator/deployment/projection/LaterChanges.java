package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds deployments that have begun a change: of each, how it is taken back is recorded first. */
@Repository
public class LaterChanges {
    private final JdbcClient database;

    LaterChanges(JdbcClient database) {
        this.database = database;
    }

    /**
     * The first deployment that was begun after the given one and has begun a change on the environment; a scheduled one
     * may have been asked for before it.
     */
    public Optional<DeploymentId> after(DeploymentId deployment, String environment) {
        return database.sql("""
                select later.deployment_id from belay.deployment later
                join belay.deployment mine on mine.deployment_id = :id
                where later.environment = :environment and later.deployment_id <> :id
                  and later.started_at > mine.started_at
                  and exists (select from belay.deployment_event event
                              where event.deployment_id = later.deployment_id
                                and event.body ->> 'type' = 'undo-recorded')
                order by later.started_at limit 1
                """)
                .param("id", deployment.text())
                .param("environment", environment)
                .query(String.class)
                .optional()
                .map(DeploymentId::new);
    }
}
