package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.orchestrator.deployment.record.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pages of deployments, newest first; a page stays where it is while new deployments arrive. */
@Repository
public class DeploymentList {
    private static final String SHOWN = """
            select * from (
                select d.deployment_id, d.plan, d.environment, d.requested_by, d.comment, d.requested_at, d.started_at,
                       d.scheduled_for,
                       coalesce(d.finished_at, i.interrupted_at) as finished_at,
                       case when i.deployment_id is not null and d.finished_at is null
                            then 'INTERRUPTED' else d.status end as status,
                       case when i.deployment_id is not null then 0 else d.open_questions end as open_questions
                from belay.deployment d left join belay.interruption i using (deployment_id)
            ) shown
            """;

    private final JdbcClient database;

    DeploymentList(JdbcClient database) {
        this.database = database;
    }

    public DeploymentFilter.Page page(DeploymentFilter filter) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        if (filter.environment() != null) {
            conditions.add("environment = :environment");
            parameters.put("environment", filter.environment());
        }
        if (filter.plan() != null) {
            conditions.add("plan = :plan");
            parameters.put("plan", filter.plan());
        }
        if (!filter.statuses().isEmpty()) {
            conditions.add("status in (:statuses)");
            parameters.put(
                    "statuses", filter.statuses().stream().map(Enum::name).toList());
        }
        filter.afterText().ifPresent(after -> {
            conditions.add("(requested_at, deployment_id) < (select requested_at, deployment_id from belay.deployment"
                    + " where deployment_id = :after)");
            parameters.put("after", after);
        });
        parameters.put("limit", filter.limit() + 1);
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return DeploymentFilter.Page.of(
                database.sql(SHOWN + where + " order by requested_at desc, deployment_id desc limit :limit")
                        .params(parameters)
                        .query(DeploymentList::summary)
                        .list(),
                filter.limit());
    }

    private static DeploymentSummary summary(ResultSet row, int number) throws SQLException {
        return new DeploymentSummary(
                new DeploymentId(row.getString("deployment_id")),
                DeploymentStatus.valueOf(row.getString("status")),
                row.getString("plan"),
                row.getString("environment"),
                new DeploymentSummary.Asking(
                        row.getString("requested_by"), row.getString("comment"), SqlTime.instant(row, "requested_at")),
                new DeploymentSummary.Times(
                        SqlTime.instantIfAny(row, "scheduled_for").orElse(null),
                        SqlTime.instantIfAny(row, "started_at").orElse(null),
                        SqlTime.instantIfAny(row, "finished_at").orElse(null)),
                row.getInt("open_questions"));
    }
}
