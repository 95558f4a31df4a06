package dev.belay.migration.online;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.HandlerContract;
import dev.belay.worker.testing.SlowWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Operations prove themselves by the catalogue, and by the book that is written together with them. */
class OnlineMigrateContractTest extends HandlerContract {
    private OnlineFixture system;

    @BeforeEach
    void createSystem() throws SQLException {
        system = new OnlineFixture();
        system.sql(
                "create table orders (id integer primary key, total integer)",
                "insert into orders select i, i from generate_series(1, 100) i");
    }

    @Override
    protected Environment environment() {
        return system.environment;
    }

    @Override
    protected Handler<?> handler() {
        return system.migrate;
    }

    @Override
    protected Work work() {
        return work("total + 1");
    }

    private static Work work(String backfill) {
        return new OnlineMigrateWork(
                List.of(new OnlineOperation.AddColumn(
                        "orders",
                        "next",
                        "integer",
                        "0",
                        backfill,
                        OnlineOperation.Nulls.REFUSED,
                        OnlineOperation.Triggers.NONE_EXPECTED)),
                null);
    }

    @Override
    protected int effects() throws SQLException {
        return Integer.parseInt(system.query("select count(*) from pg_attribute where attrelid = 'orders'::regclass"
                + " and attname = 'next' and attnotnull"));
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.SUCCEEDED);
    }

    @Override
    protected List<Outcome> beforeEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected Optional<SlowWork> slowWork() {
        return Optional.of(
                new SlowWork(work("(select 1 from pg_sleep(300))"), this::sleeps, List.of(Outcome.NOT_DONE)));
    }

    private boolean sleeps() throws SQLException {
        return system.query("select count(*) > 0 from pg_stat_activity where datname = current_database()"
                        + " and application_name like 'belay/%' and state = 'active' and wait_event = 'PgSleep'")
                .equals("t");
    }
}
