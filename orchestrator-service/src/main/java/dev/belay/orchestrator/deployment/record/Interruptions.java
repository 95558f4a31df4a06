package dev.belay.orchestrator.deployment.record;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.Role;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.orchestrator.deployment.Decision;
import dev.belay.orchestrator.deployment.view.DecisionView;
import dev.belay.orchestrator.deployment.view.Interruption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deployments whose run ended without saying how, and who has acknowledged it. */
@Repository
public class Interruptions {
    private final JdbcClient database;

    Interruptions(JdbcClient database) {
        this.database = database;
    }

    /** Writes an interruption; false where it is known already. */
    public boolean declare(DeploymentId deployment, Instant at) {
        return database.sql("""
                insert into belay.interruption (deployment_id, interrupted_at) values (:id, :at)
                on conflict do nothing
                """)
                        .param("id", deployment.text())
                        .param("at", SqlTime.of(at))
                        .update()
                == 1;
    }

    /** Records who has acknowledged it; false where it is not interrupted or somebody has done so before. */
    public boolean acknowledge(Decision decision, Instant at) {
        return database.sql("""
                update belay.interruption
                set decision_id = :decision, acknowledged_at = :at, acknowledged_by = :by, role = :role,
                    comment = :comment
                where deployment_id = :id and acknowledged_at is null
                """)
                        .param("id", decision.deployment().text())
                        .param("decision", decision.id())
                        .param("at", SqlTime.of(at))
                        .param("by", decision.by())
                        .param("role", decision.role().label())
                        .param("comment", decision.comment())
                        .update()
                == 1;
    }

    public Optional<Interruption> find(DeploymentId deployment) {
        return database.sql("select * from belay.interruption where deployment_id = :id")
                .param("id", deployment.text())
                .query((row, number) -> new Interruption(SqlTime.instant(row, "interrupted_at"), acknowledgement(row)))
                .optional();
    }

    private static @Nullable DecisionView acknowledgement(ResultSet row) throws SQLException {
        Optional<Instant> at = SqlTime.instantIfAny(row, "acknowledged_at");
        return at.isEmpty()
                ? null
                : new DecisionView(
                        row.getString("decision_id"),
                        null,
                        DecisionKind.ACKNOWLEDGE,
                        null,
                        row.getString("acknowledged_by"),
                        Role.parse(row.getString("role")),
                        row.getString("comment"),
                        at.get());
    }
}
