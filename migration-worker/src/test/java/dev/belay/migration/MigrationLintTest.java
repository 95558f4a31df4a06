package dev.belay.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.MigrationStateWork.Ahead;
import dev.belay.contracts.work.MigrationStateWork.Lint;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.execution.Done;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dangers of each tool's migrations, found before the first change. */
class MigrationLintTest {
    @TempDir
    Path release;

    @ParameterizedTest
    @EnumSource
    void findsDangersInTheMigrationsOfEachTool(Tool tool) throws Exception {
        MigrationFixture system = system(tool);

        Done done = ahead(system, Lint.WARN, scratch(system));

        assertThat(labels(done)).anySatisfy(label -> assertThat(label).startsWith("danger create-index, "));
        assertThat(MigrationFixture.evidence(done, "lint"))
                .startsWith("1 dangers, ")
                .endsWith("; each statement was run on a copy of the schema without rows, on a throw-away server");
        assertThat(done.evidence())
                .anySatisfy(seen -> assertThat(seen.value())
                        .contains("table orders with about 5000 rows")
                        .contains("takes SHARE (stops writers) on public.orders"));
        assertThat(system.exists("orders_total")).isFalse();
        assertThat(system.state().pending()).hasSize(1);
    }

    @Test
    void refusesDangersWhereThePlanSaysSo() throws Exception {
        MigrationFixture system = system(Tool.SQL);

        Failure failure = MigrationFixture.failure(() -> ahead(system, Lint.ERROR, scratch(system)));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_DANGEROUS);
        assertThat(failure.message())
                .startsWith("1 danger in migrations that are to be applied, expected none")
                .contains("line 1, create-index: The table takes no writes until the index is built")
                .endsWith("Nothing was applied.");
        assertThat(failure.next()).contains("-- belay:allow RULE reason");
    }

    @Test
    void looksForNothingWhereThePlanSaysSo() throws Exception {
        MigrationFixture system = system(Tool.SQL);

        assertThat(labels(ahead(system, Lint.OFF, scratch(system)))).containsExactly("would apply", "schema");
    }

    @Test
    void judgesByWordsWhereThereIsNoScratch() throws Exception {
        MigrationFixture system = system(Tool.SQL);

        Done done = ahead(system, Lint.WARN, system.execution("migrate-1.ahead"));

        assertThat(MigrationFixture.evidence(done, "lint"))
                .isEqualTo("1 dangers, 0 pieces of advice, 0 allowed in 1 migrations; judged by its words alone, since"
                        + " the environment file has no \"scratch\"");
    }

    @Test
    void usesAScratchServerAndLeavesNothingThere() throws Exception {
        MigrationFixture system = system(Tool.SQL);
        HandlerExecution execution = HandlerExecution.of(
                "migrate-1.ahead",
                Environments.environment()
                        .database(system.login)
                        .migrations(system.project.settings())
                        .scratch(system.login)
                        .build());

        Done done = ahead(system, Lint.WARN, execution);

        assertThat(MigrationFixture.evidence(done, "lint")).endsWith("on the scratch server");
        assertThat(system.query("select count(*) from pg_database where datname like 'belay\\_lint\\_%'"))
                .isEqualTo("0");
    }

    private MigrationFixture system(Tool tool) throws Exception {
        MigrationFixture system = new MigrationFixture(tool, release);
        system.add(Change.of("orders", "create table orders (id bigint primary key, total int)", "drop table orders"));
        system.migrate();
        system.sql("insert into orders select n, n from generate_series(1, 5000) n; analyze orders");
        system.add(Change.of("index", "create index orders_total on orders (total)", "drop index orders_total"));
        return system;
    }

    private static Done ahead(MigrationFixture system, Lint lint, HandlerExecution execution) {
        return MigrationFixture.uninterrupted(() -> system.state.handle(
                new MigrationStateWork(system.work().release(), null, new Ahead(null, Map.of(), false, lint)),
                execution));
    }

    private static HandlerExecution scratch(MigrationFixture system) {
        return HandlerExecution.of(
                "migrate-1.ahead",
                Environments.environment()
                        .database(system.login)
                        .migrations(system.project.settings())
                        .localScratch()
                        .build());
    }

    private static List<String> labels(Done done) {
        return done.evidence().stream().map(Evidence::label).toList();
    }
}
