package dev.belay.migration;

import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Work;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.testing.HandlerContract;
import dev.belay.worker.testing.SlowWork;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/** The contract for handlers of migrations, with each tool; what holds them up is a session that sleeps or waits. */
abstract class MigrationContract extends HandlerContract {
    @Parameter
    Tool tool;

    MigrationFixture system;
    private String version;

    @BeforeEach
    final void createSystem() throws Exception {
        system = new MigrationFixture(tool, workerDirectory.resolve("release"));
        version = system.add(Change.of("items", "create table items (id int primary key)", "drop table items"));
        prepare();
    }

    void prepare() throws Exception {}

    @Override
    protected final Environment environment() {
        return system.environment;
    }

    final int applied() throws SQLException {
        return system.exists(system.history)
                ? Integer.parseInt(system.query("select count(*) from (" + system.project.versions()
                        + ") as history (version) where version = '" + version + "'"))
                : 0;
    }

    final SlowWork whileASessionRuns(Work work) {
        return new SlowWork(work, this::waits, List.of(Outcome.NOT_DONE));
    }

    private boolean waits() throws SQLException {
        return system.query("select count(*) > 0 from pg_stat_activity where datname = current_database()"
                        + " and application_name like 'belay/%' and state = 'active'"
                        + " and (wait_event = 'PgSleep' or wait_event_type = 'Lock')")
                .equals("t");
    }
}
