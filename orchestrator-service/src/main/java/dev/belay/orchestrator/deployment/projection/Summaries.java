package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.record.SqlTime;
import dev.belay.orchestrator.deployment.view.DeploymentHistory;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One row for each deployment: what lists, locks and gauges need without folding events. */
@Repository
public class Summaries {
    private final JdbcClient database;

    Summaries(JdbcClient database) {
        this.database = database;
    }

    /** An intent shows in lists before its first event. */
    public void pending(Intent intent) {
        insert(
                intent.deployment(),
                intent.plan().name(),
                intent.environment(),
                intent.request().by(),
                intent.request().comment(),
                intent.request().at(),
                intent.schedule() == null ? null : intent.schedule().startsAt());
    }

    /** The newest event applied, the deployment being locked until the transaction ends; empty where it is unknown. */
    public Optional<Long> lock(DeploymentId id) {
        return database.sql("select last_seq from belay.deployment where deployment_id = :id for update")
                .param("id", id.text())
                .query(Long.class)
                .optional();
    }

    /** The number of the newest event applied, 0 where there is none. */
    public long newest(DeploymentId id) {
        return database.sql("select last_seq from belay.deployment where deployment_id = :id")
                .param("id", id.text())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Whether its own events say that it has ended. */
    public boolean finished(DeploymentId id) {
        return database.sql("select finished_at is not null from belay.deployment where deployment_id = :id")
                .param("id", id.text())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** A deployment whose intent is not on record, such as one of a database that was lost. */
    void begin(DeploymentEvent first) {
        if (first.body() instanceof EventBody.DeploymentStarted started) {
            insert(
                    first.deployment(),
                    started.plan().name(),
                    started.environment(),
                    started.requestedBy(),
                    started.comment(),
                    first.at(),
                    null);
        } else {
            insert(first.deployment(), "", "", "", "", first.at(), null);
        }
    }

    void update(DeploymentId id, DeploymentHistory history) {
        DeploymentView.Standing standing = history.standing();
        database.sql("""
                update belay.deployment
                set status = :status, started_at = :started, finished_at = :finished, open_questions = :questions,
                    last_seq = :seq, scheduled_for = coalesce(:scheduled, scheduled_for)
                where deployment_id = :id
                """)
                .param("id", id.text())
                .param("status", standing.status().name())
                .param("started", time(standing.startedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("finished", time(standing.finishedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("questions", history.questions().size())
                .param("seq", standing.lastSeq())
                .param("scheduled", time(history.scheduledFor()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Empties the projection, down to what the intents alone say. */
    void truncate() {
        database.sql("truncate belay.deployment_event, belay.step_end, belay.deployment")
                .update();
        database.sql("""
                insert into belay.deployment (deployment_id, status, plan, environment, requested_by, comment,
                                              requested_at, scheduled_for)
                select deployment_id, 'PENDING', plan_name, environment, requested_by, comment, requested_at, starts_at
                from belay.intent
                """).update();
    }

    /** Deployments that have not ended, among them those that were interrupted and that nobody has acknowledged. */
    public List<DeploymentId> unfinished() {
        return database.sql("""
                select deployment_id from belay.deployment
                where finished_at is null
                  and deployment_id not in (select deployment_id from belay.interruption
                                            where acknowledged_at is not null)
                """).query(String.class).list().stream()
                .map(DeploymentId::new)
                .toList();
    }

    /** Deployments of an environment that have begun and may still be taken back, however long they are watched. */
    public List<DeploymentId> open(String environment) {
        return database.sql("""
                select deployment_id from belay.deployment
                where environment = :environment and started_at is not null and finished_at is null
                  and deployment_id not in (select deployment_id from belay.interruption
                                            where acknowledged_at is not null)
                order by started_at, deployment_id
                """).param("environment", environment).query(String.class).list().stream()
                .map(DeploymentId::new)
                .toList();
    }

    public long openQuestions() {
        return database.sql("""
                select coalesce(sum(open_questions), 0) from belay.deployment
                where finished_at is null and deployment_id not in (select deployment_id from belay.interruption)
                """).query(Long.class).single();
    }

    private void insert(
            DeploymentId id,
            String plan,
            String environment,
            String requestedBy,
            String comment,
            Instant at,
            @Nullable Instant scheduledFor) {
        database.sql("""
                insert into belay.deployment (deployment_id, status, plan, environment, requested_by, comment,
                                              requested_at, scheduled_for)
                values (:id, :status, :plan, :environment, :by, :comment, :at, :scheduled)
                on conflict do nothing
                """)
                .param("id", id.text())
                .param("status", DeploymentStatus.PENDING.name())
                .param("plan", plan)
                .param("environment", environment)
                .param("by", requestedBy)
                .param("comment", comment)
                .param("at", SqlTime.of(at))
                .param("scheduled", time(scheduledFor), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : SqlTime.of(instant);
    }
}
