package dev.belay.orchestrator.deployment.metrics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads from the projection what has ended, how, and how long it took. */
@Repository
class TallyReader {
    private final JdbcClient database;

    TallyReader(JdbcClient database) {
        this.database = database;
    }

    /** Deployments of one plan on one environment that ended in one way. */
    record EndedDeployments(Site site, String outcome, Tally tally) {}

    /** Where a plan is run. */
    record Site(String environment, String plan) {}

    /** Steps of one kind that ended in one way; a step that was tried again or taken back has ended several times. */
    record EndedSteps(String kind, String outcome, Tally tally) {}

    /** Every site that has ever been asked for, the oldest first. */
    List<Site> sites() {
        return database.sql(
                        "select environment, plan from belay.deployment group by 1, 2 order by min(requested_at), 1, 2")
                .query((row, number) -> site(row))
                .list();
    }

    List<EndedDeployments> deployments() {
        return database.sql("""
                select environment, plan, case when finished_at is null then 'interrupted' else lower(status) end as outcome,
                       count(*) as number,
                       coalesce(sum(extract(epoch from coalesce(finished_at, interrupted_at) - started_at)), 0) as seconds
                from belay.deployment left join belay.interruption using (deployment_id)
                where finished_at is not null or interrupted_at is not null
                group by 1, 2, 3
                """)
                .query((row, number) -> new EndedDeployments(site(row), row.getString("outcome"), tally(row)))
                .list();
    }

    List<EndedSteps> steps() {
        return database.sql("""
                select kind, outcome, count(*) as number, sum(seconds) as seconds from belay.step_end group by 1, 2
                """)
                .query((row, number) -> new EndedSteps(row.getString("kind"), row.getString("outcome"), tally(row)))
                .list();
    }

    /** How many steps of a kind succeeded within a time, whatever longer times there are. */
    record StepsWithin(String kind, double seconds, long number) {}

    List<StepsWithin> stepsWithin() {
        return database.sql("""
                select kind, bound, count(*) filter (where seconds <= bound) as number
                from belay.step_end cross join (values (1), (5), (15), (60), (300), (900), (3600), (14400),
                                                       (double precision 'Infinity')) as bounds (bound)
                where outcome = 'succeeded'
                group by 1, 2
                """)
                .query((row, number) ->
                        new StepsWithin(row.getString("kind"), row.getDouble("bound"), row.getLong("number")))
                .list();
    }

    /** Sites of deployments that have begun and not ended; a site is there once for each. */
    List<Site> running() {
        return database.sql("""
                select environment, plan from belay.deployment
                where started_at is not null and finished_at is null
                  and deployment_id not in (select deployment_id from belay.interruption)
                """).query((row, number) -> site(row)).list();
    }

    private static Site site(ResultSet row) throws SQLException {
        return new Site(row.getString("environment"), row.getString("plan"));
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(row.getLong("number"), row.getDouble("seconds"));
    }
}
