package dev.belay.orchestrator.deployment.record;

import dev.belay.contracts.DeploymentId;
import dev.belay.messaging.trace.TraceContext;
import dev.belay.orchestrator.deployment.DeploymentJson;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.plan.timing.Cron;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The intents that have been written. */
@Repository
public class Intents {
    private final JdbcClient database;

    Intents(JdbcClient database) {
        this.database = database;
    }

    /** What an idempotency key stands for. */
    public record Keyed(DeploymentId deployment, String requestHash) {}

    /**
     * Writes the intent; false where its id or its idempotency key is taken, or where the one that it follows has a
     * follower, which may wait for that writer's end.
     */
    public boolean write(Intent intent, Optional<String> idempotencyKey, String requestHash) {
        Optional<TraceContext> trace = Optional.ofNullable(intent.trace());
        Optional<Intent.Schedule> schedule = Optional.ofNullable(intent.schedule());
        Optional<Intent.Series> series = schedule.map(Intent.Schedule::series);
        return database.sql("""
                insert into belay.intent (deployment_id, idempotency_key, request_hash, environment, plan_name,
                                          plan_text, plan_files, parameters, comment, requested_by, requested_at,
                                          trace_parent, trace_state, starts_at, starts_zone, file_digest, cron, follows)
                values (:id, :key, :hash, :environment, :plan, :text, :files::jsonb, :parameters::jsonb, :comment, :by,
                        :at, :traceParent, :traceState, :startsAt, :startsZone, :digest, :cron, :follows)
                on conflict do nothing
                """)
                        .param("id", intent.deployment().text())
                        .param("key", idempotencyKey.orElse(null), Types.VARCHAR)
                        .param("hash", requestHash)
                        .param("environment", intent.environment())
                        .param("plan", intent.plan().name())
                        .param("text", intent.plan().text())
                        .param("files", DeploymentJson.write(intent.plan().files()))
                        .param("parameters", DeploymentJson.write(intent.parameters()))
                        .param("comment", intent.request().comment())
                        .param("by", intent.request().by())
                        .param("at", SqlTime.of(intent.request().at()))
                        .param("traceParent", trace.map(TraceContext::parent).orElse(null), Types.VARCHAR)
                        .param("traceState", trace.map(TraceContext::state).orElse(null), Types.VARCHAR)
                        .param(
                                "startsAt",
                                schedule.map(Intent.Schedule::startsAt)
                                        .map(SqlTime::of)
                                        .orElse(null),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param(
                                "startsZone",
                                schedule.map(known -> known.zone().getId()).orElse(null),
                                Types.VARCHAR)
                        .param("digest", schedule.map(Intent.Schedule::digest).orElse(null), Types.VARCHAR)
                        .param("cron", series.map(known -> known.cron().text()).orElse(null), Types.VARCHAR)
                        .param(
                                "follows",
                                series.map(Intent.Series::follows)
                                        .map(DeploymentId::text)
                                        .orElse(null),
                                Types.VARCHAR)
                        .update()
                == 1;
    }

    /** Who follows the deployment in its series. */
    public Optional<Intent> follower(DeploymentId id) {
        return database.sql("select * from belay.intent where follows = :id")
                .param("id", id.text())
                .query(Intents::intent)
                .optional();
    }

    public Optional<Keyed> byIdempotencyKey(String key) {
        return database.sql("select deployment_id, request_hash from belay.intent where idempotency_key = :key")
                .param("key", key)
                .query((row, number) ->
                        new Keyed(new DeploymentId(row.getString("deployment_id")), row.getString("request_hash")))
                .optional();
    }

    public Optional<Intent> find(DeploymentId id) {
        return database.sql("select * from belay.intent where deployment_id = :id")
                .param("id", id.text())
                .query(Intents::intent)
                .optional();
    }

    public void settle(DeploymentId id, Instant at) {
        database.sql("update belay.intent set settled_at = :at where deployment_id = :id and settled_at is null")
                .param("id", id.text())
                .param("at", SqlTime.of(at))
                .update();
    }

    /** Intents older than that of which it is not known whether their run exists, oldest first. */
    public List<Intent> unsettled(Instant requestedBefore) {
        return database.sql("""
                select * from belay.intent where settled_at is null and requested_at < :before
                order by requested_at limit 100
                """)
                .param("before", SqlTime.of(requestedBefore))
                .query(Intents::intent)
                .list();
    }

    private static Intent.@Nullable Schedule schedule(ResultSet row) throws SQLException {
        Optional<Instant> startsAt = SqlTime.instantIfAny(row, "starts_at");
        return startsAt.isEmpty()
                ? null
                : new Intent.Schedule(
                        startsAt.get(),
                        ZoneId.of(row.getString("starts_zone")),
                        row.getString("file_digest"),
                        series(row));
    }

    private static Intent.@Nullable Series series(ResultSet row) throws SQLException {
        String cron = row.getString("cron");
        String follows = row.getString("follows");
        return cron == null
                ? null
                : new Intent.Series(new Cron(cron), follows == null ? null : new DeploymentId(follows));
    }

    private static Intent intent(ResultSet row, int number) throws SQLException {
        return new Intent(
                new DeploymentId(row.getString("deployment_id")),
                row.getString("environment"),
                new Intent.PlanSource(
                        row.getString("plan_name"),
                        row.getString("plan_text"),
                        DeploymentJson.texts(row.getString("plan_files"))),
                DeploymentJson.texts(row.getString("parameters")),
                new Intent.Request(
                        row.getString("requested_by"), SqlTime.instant(row, "requested_at"), row.getString("comment")),
                schedule(row),
                TraceContext.of(row.getString("trace_parent"), row.getString("trace_state"))
                        .orElse(null));
    }
}
