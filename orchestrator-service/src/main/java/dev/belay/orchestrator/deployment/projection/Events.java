package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.orchestrator.deployment.DeploymentJson;
import dev.belay.orchestrator.deployment.record.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events that have been applied. */
@Repository
public class Events {
    private final JdbcClient database;

    Events(JdbcClient database) {
        this.database = database;
    }

    void write(DeploymentEvent event) {
        database.sql("""
                insert into belay.deployment_event (deployment_id, seq, at, body)
                values (:id, :seq, :at, :body::jsonb)
                """)
                .param("id", event.deployment().text())
                .param("seq", event.seq())
                .param("at", SqlTime.of(event.at()))
                .param("body", DeploymentJson.write(event.body()))
                .update();
    }

    public List<DeploymentEvent> of(DeploymentId deployment) {
        return after(deployment, 0, Integer.MAX_VALUE);
    }

    /** The events that follow the given one, in order. */
    public List<DeploymentEvent> after(DeploymentId deployment, long seq, int limit) {
        return database.sql("""
                select * from belay.deployment_event where deployment_id = :id and seq > :seq
                order by seq limit :limit
                """)
                .param("id", deployment.text())
                .param("seq", seq)
                .param("limit", limit)
                .query(Events::event)
                .list();
    }

    static DeploymentEvent event(ResultSet row, int number) throws SQLException {
        return new DeploymentEvent(
                new DeploymentId(row.getString("deployment_id")),
                row.getLong("seq"),
                SqlTime.instant(row, "at"),
                DeploymentJson.body(row.getString("body")));
    }
}
