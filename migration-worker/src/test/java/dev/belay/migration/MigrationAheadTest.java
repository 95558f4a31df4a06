package dev.belay.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.MigrationStateWork.Ahead;
import dev.belay.contracts.work.Output;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.execution.Done;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only the prepared release can tell of a migration, judged before anything is changed. */
class MigrationAheadTest {
    @TempDir
    Path release;

    private static MigrationStateWork ahead(MigrationFixture system, @Nullable String target, boolean wayBack) {
        return new MigrationStateWork(system.work().release(), null, new Ahead(target, Map.of(), wayBack));
    }

    private static Failure failure(MigrationFixture system, MigrationStateWork work) {
        return MigrationFixture.failure(() -> system.state.handle(work, system.execution("migrate-1.ahead")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Tool.class,
            names = {"FLYWAY", "SQL"})
    void namesTheUndoFilesThatAreMissingAndAppliesNothing(Tool tool) throws Exception {
        MigrationFixture system = new MigrationFixture(tool, release)
                .file("V1__one.sql", "create table one (id int);")
                .file("U1__one.sql", "drop table one;")
                .file("V2__two.sql", "create table two (id int);")
                .file("V3__three.sql", "create table three (id int);");

        Failure failure = failure(system, ahead(system, null, true));

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_NOT_REVERSIBLE);
        assertThat(failure.message())
                .contains("3 migrations are to be applied, and the way back is missing for 2 of them")
                .contains(release.resolve("migrations").toString())
                .contains("U2__*.sql for V2__two.sql, U3__*.sql for V3__three.sql");
        assertThat(failure.next()).contains("undo: restore");
        assertThat(system.state().applied()).isEmpty();
        assertThat(system.query("select count(*) from pg_tables where tablename in ('one', 'two', 'three')"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource(
            value = Tool.class,
            names = {"FLYWAY", "SQL"})
    void judgesNoMoreThanWhatWouldBeApplied(Tool tool) throws Exception {
        MigrationFixture system = new MigrationFixture(tool, release).file("V1__one.sql", "create table one (id int);");
        system.migrate();
        system.file("V2__two.sql", "create table two (id int);")
                .file("U2__two.sql", "drop table two;")
                .file("V3__three.sql", "create table three (id int);");

        Done done = system.state.handle(ahead(system, "2", true), system.execution("migrate-1.ahead"));

        assertThat(MigrationFixture.evidence(done, "would apply")).isEqualTo("2 (two)");
        assertThat(system.state
                        .handle(ahead(system, null, false), system.execution("migrate-2.ahead"))
                        .evidence())
                .isNotEmpty();
        assertThat(failure(system, ahead(system, "4", false)).message())
                .contains("Version 4 is neither applied nor pending");
    }

    @ParameterizedTest
    @EnumSource(
            value = Tool.class,
            names = {"FLYWAY", "SQL"})
    void tellsWhatWouldBeAppliedByWhatItIsMadeOf(Tool tool) throws Exception {
        MigrationFixture system = new MigrationFixture(tool, release)
                .file("V1__one.sql", "create table one (id int);")
                .file("V2__two.sql", "create table two (id int);");
        List<PlannedMigration> both = planned(system, null);

        assertThat(both).map(PlannedMigration::version).containsExactly("1", "2");
        assertThat(planned(system, "1")).isEqualTo(both.subList(0, 1));
        assertThat(planned(system, null)).isEqualTo(both);

        system.file("V2__two.sql", "create table two (id bigint);");

        assertThat(planned(system, null).get(0)).isEqualTo(both.get(0));
        assertThat(planned(system, null).get(1).digest())
                .isNotEmpty()
                .isNotEqualTo(both.get(1).digest());
    }

    private static List<PlannedMigration> planned(MigrationFixture system, @Nullable String target) throws Exception {
        Done done = system.state.handle(ahead(system, target, false), system.execution("migrate-1.ahead"));
        return Objects.requireNonNull(((Output.MigrationState) Objects.requireNonNull(done.output())).planned());
    }

    @ParameterizedTest
    @EnumSource(
            value = Tool.class,
            names = {"FLYWAY", "SQL"})
    void leavesFilesOfTheLiveReleaseAlone(Tool tool) throws Exception {
        MigrationFixture system = new MigrationFixture(tool, release).file("V1__one.sql", "create table one (id int);");
        HandlerExecution elsewhere = HandlerExecution.of(
                "migrate-1.ahead",
                Environments.environment()
                        .database(system.login)
                        .migrations(new MigrationSettings(
                                tool, release.resolve("migrations").toString()))
                        .build());

        Done done = system.state.handle(ahead(system, null, true), elsewhere);

        assertThat(MigrationFixture.evidence(done, "not judged ahead")).contains("\"directory\"");
    }
}
