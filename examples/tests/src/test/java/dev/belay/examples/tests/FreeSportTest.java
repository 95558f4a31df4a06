package dev.belay.examples.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Django shop in its night window: maintenance page, migration, a flush and a long import, and a matrix afterwards. */
class FreeSportTest {
    private static final String[] STEPS = {
        "rehearsal",
        "go",
        "maintenance-on",
        "dump",
        "code",
        "pending",
        "schema",
        "nothing-pending",
        "source",
        "colours",
        "files-are-whole",
        "flush",
        "import",
        "counts",
        "inside",
        "maintenance-off",
        "smoke",
        "variants",
        "watch"
    };

    @TempDir
    private Path directory;

    /** A step of each phase fails first, on the same system. */
    @Test
    @Tag("long")
    void isTakenBackFromEachPhaseAndThenReleasesInItsWindow() {
        ExampleRun run = ExampleRun.of(
                directory,
                "freesport",
                "--fail=rehearsal",
                "--fail=maintenance-on",
                "--fail=schema",
                "--fail=import",
                "--fail=smoke",
                "--then-release",
                "-p",
                "watched=5s");

        run.assertTakenBack("rehearsal", "maintenance-on", "schema", "import", "smoke");
        assertThat(run.said())
                .as("the import that fails after all")
                .contains("The step \"import\" has failed, and none before it")
                .contains("All 10,031 rows of 3 tables are as before", "v3.3.0 is live");
        assertThat(run.said())
                .contains(" of 12,000 items, Task import-products", "v3.4.0 is live", "told #tech-alerts and @devops")
                .contains("Other rows than before, as it should be: catalogue_product");
    }

    @Test
    @Tag("exhaustive")
    void waitsForItsWindowAndTellsPeopleBefore() {
        String opens =
                LocalTime.now(ZoneId.of("Europe/Moscow")).plusMinutes(2).format(DateTimeFormatter.ofPattern("HH:mm"));
        ExampleRun run = ExampleRun.of(directory, "freesport", "-p", "watched=5s", "-p", "opens=" + opens);

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said())
                .contains("told #tech-alerts and @devops", "Waits for the window, which opens at", "v3.4.0 is live");
    }

    @Test
    @Tag("exhaustive")
    void missingColoursAreAddedAndNothingIsTakenBack() {
        ExampleRun run = ExampleRun.of(directory, "freesport", "--variant", "few-colours", "-p", "watched=5s");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said()).contains("Added 6 colours: black, blue, green, navy, orange, white", "v3.4.0 is live");
    }

    /** Where the shop answers with 500: its log, its database, and the web server alone. */
    @Test
    @Tag("long")
    void restartsTheWebServerAlone() {
        ExampleRun run = ExampleRun.of(directory, "freesport", "--plan", "restart.yaml");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said())
                .contains("The database answers: 10000 products", "v3.3.0 is live", "The schema's dump is as before");
    }

    @Test
    @Tag("exhaustive")
    void takesBackWhereverItFails() {
        ExampleRun run = ExampleRun.of(directory, "freesport", "--fail-each", "-p", "watched=5s");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.verdicts()).hasSameSizeAs(STEPS);
        assertThat(run.said()).contains(STEPS);
    }
}
