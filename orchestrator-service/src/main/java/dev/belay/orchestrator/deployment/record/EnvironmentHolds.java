package dev.belay.orchestrator.deployment.record;

import dev.belay.contracts.DeploymentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which deployment holds which environment; one at a time. */
@Repository
public class EnvironmentHolds {
    private final JdbcClient database;

    EnvironmentHolds(JdbcClient database) {
        this.database = database;
    }

    /** Takes the environment; false where another deployment holds it, which may wait for that one's transaction. */
    public boolean take(String environment, DeploymentId deployment) {
        return database.sql("""
                insert into belay.environment_hold (environment, deployment_id) values (:environment, :id)
                on conflict do nothing
                """)
                        .param("environment", environment)
                        .param("id", deployment.text())
                        .update()
                == 1;
    }

    /** Takes the environment again, after the deployment's given event; false where another deployment holds it. */
    public boolean takeAgain(String environment, DeploymentId deployment, long seq) {
        return database.sql("""
                insert into belay.environment_hold (environment, deployment_id, taken_after)
                values (:environment, :id, :seq)
                on conflict do nothing
                """)
                        .param("environment", environment)
                        .param("id", deployment.text())
                        .param("seq", seq)
                        .update()
                == 1;
    }

    /** Releases what the deployment held when the given event happened, and not what it has taken again since. */
    public void letGo(DeploymentId deployment, long seq) {
        database.sql("delete from belay.environment_hold where deployment_id = :id and taken_after < :seq")
                .param("id", deployment.text())
                .param("seq", seq)
                .update();
    }

    /** Deployments that run and hold nothing, as those do that watch or are scheduled; nobody has found them interrupted yet. */
    public List<DeploymentId> unheld(Instant settledBefore) {
        return database.sql("""
                select one.deployment_id from belay.deployment one
                join belay.intent using (deployment_id)
                where intent.settled_at < :before and one.last_seq > 0 and one.finished_at is null
                  and not exists (select from belay.environment_hold hold
                                  where hold.deployment_id = one.deployment_id)
                  and not exists (select from belay.interruption found
                                  where found.deployment_id = one.deployment_id)
                """).param("before", SqlTime.of(settledBefore)).query(String.class).list().stream()
                .map(DeploymentId::new)
                .toList();
    }

    public Optional<DeploymentId> holder(String environment) {
        return database.sql("select deployment_id from belay.environment_hold where environment = :environment")
                .param("environment", environment)
                .query(String.class)
                .optional()
                .map(DeploymentId::new);
    }

    public boolean holds(DeploymentId deployment) {
        return database.sql("select exists (select from belay.environment_hold where deployment_id = :id)")
                .param("id", deployment.text())
                .query(Boolean.class)
                .single();
    }

    /** Every held environment with its deployment. */
    public Map<String, DeploymentId> all() {
        Map<String, DeploymentId> holders = new HashMap<>();
        database.sql("select environment, deployment_id from belay.environment_hold")
                .query(row -> {
                    holders.put(row.getString("environment"), new DeploymentId(row.getString("deployment_id")));
                });
        return holders;
    }

    /** Releases what the deployment holds; one that holds nothing changes nothing. */
    public void release(DeploymentId deployment) {
        database.sql("delete from belay.environment_hold where deployment_id = :id")
                .param("id", deployment.text())
                .update();
    }

    /** Holders whose run was known to exist before then, and that nobody has found interrupted yet. */
    public List<DeploymentId> settledHolders(Instant settledBefore) {
        return database.sql("""
                select hold.deployment_id from belay.environment_hold hold
                join belay.intent using (deployment_id)
                where intent.settled_at < :before
                  and not exists (select from belay.interruption found
                                  where found.deployment_id = hold.deployment_id)
                """).param("before", SqlTime.of(settledBefore)).query(String.class).list().stream()
                .map(DeploymentId::new)
                .toList();
    }
}
