package dev.belay.migration;

import dev.belay.contracts.Outcome;
import dev.belay.contracts.Work;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.MigrationSettings.Tool;
import dev.belay.worker.testing.HandlerContract;
import dev.belay.worker.testing.SlowWork;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract for handlers of migrations, with each tool; what holds them up is a session that sleeps or waits. */
@ParameterizedClass
@EnumSource(Tool.class)
abstract class MigrationContract extends HandlerContract {
    @Parameter
    Tool tool;

    MigrationFixture system;

    @BeforeEach
    final void createSystem() throws Exception {
        system = new MigrationFixture(tool, workerDirectory.resolve("release"));
        system.file("V1__items.sql", "create table items (id int primary key);")
                .file("U1__items.sql", "drop table items;");
        prepare();
    }

    void prepare() throws Exception {}

    @Override
    protected final Environment environment() {
        return system.environment;
    }

    final int applied() throws SQLException {
        return system.exists(system.history)
                ? Integer.parseInt(system.query("select count(*) from " + system.history + " where version = '1'"))
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
