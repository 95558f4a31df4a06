package dev.belay.examples.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service with SQLAlchemy and Alembic, whose migrations are rehearsed on a copy of its data. */
class StaffProBotTest {
    private static final String[] STEPS = {
        "rehearsal", "before-migrating", "dump", "schema", "as-promised", "code", "answers", "new-functions", "watch"
    };
    private static final String ROWS_AS_BEFORE = "All 1,565 rows of 5 tables are as before";

    @TempDir
    private Path directory;

    /** A step of each phase fails first, on the same system. */
    @Test
    @Tag("long")
    void isTakenBackFromEachPhaseAndThenReleasesWhatWasRehearsed() {
        ExampleRun run = ExampleRun.of(
                directory,
                "staffprobot",
                "--fail=rehearsal",
                "--fail=before-migrating",
                "--fail=schema",
                "--fail=new-functions",
                "--then-release",
                "-p",
                "watched=5s");

        run.assertTakenBack("rehearsal", "before-migrating", "schema", "new-functions");
        assertThat(run.said())
                .contains("Migrate the copy again", "the structure is as before", "removed belay_copy_")
                .contains("v2.4.1 is live", ROWS_AS_BEFORE, "gained the 42 lines that it should");
    }

    @Test
    @Tag("exhaustive")
    void rehearsesAndTouchesNothing() {
        ExampleRun run = ExampleRun.of(directory, "staffprobot", "--plan", "rehearsal.yaml");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said())
                .contains("Migrate the copy again", "the structure is as before", "removed belay_copy_")
                .contains("v2.3.0 is live", ROWS_AS_BEFORE);
        assertUntouched(run);
    }

    /** Where the rehearsal is a job of its own, nothing is released without it. */
    @Test
    @Tag("long")
    void releasesNothingThatWasNotRehearsedBefore() {
        ExampleRun run = ExampleRun.of(directory, "staffprobot", "--plan", "after-rehearsal.yaml", "-p", "watched=5s");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said())
                .contains("The step \"required-1\" has failed, and none before it", "v2.3.0 is live")
                .contains("Migrate the copy again", "v2.4.1 is live", "gained the 42 lines that it should");
    }

    @Test
    @Tag("long")
    void rowsThatCannotBeMigratedNeverReachProduction() {
        ExampleRun run = ExampleRun.of(directory, "staffprobot", "--variant", "damaged-rows");

        assertFoundOnTheCopy(run);
        assertThat(run.said()).contains("Key (user_id)=(9001) is not present in table \"users\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan.yaml", "rehearsal.yaml"})
    @Tag("exhaustive")
    void aMigrationThatDamagesNeverReachesProduction(String plan) {
        ExampleRun run = ExampleRun.of(directory, "staffprobot", "--plan", plan, "--variant", "damaging-migration");

        assertFoundOnTheCopy(run);
        assertThat(run.said()).contains("actual_start is not null");
    }

    @Test
    @Tag("exhaustive")
    void takesBackWhereverItFails() {
        ExampleRun run = ExampleRun.of(directory, "staffprobot", "--fail-each", "-p", "watched=5s");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.verdicts()).hasSameSizeAs(STEPS);
        assertThat(run.said()).contains(STEPS);
    }

    private static void assertFoundOnTheCopy(ExampleRun run) {
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said())
                .contains("The step \"rehearsal\" has failed, and none before it")
                .contains("Nothing was changed in the database itself", "removed belay_copy_")
                .contains("v2.3.0 is live", ROWS_AS_BEFORE);
        assertUntouched(run);
    }

    private static void assertUntouched(ExampleRun run) {
        assertThat(run.said())
                .contains("The schema's dump is as before", "The catalogue is as before")
                .contains("The migration tool has the 1 migrations in its books that it had");
    }
}
