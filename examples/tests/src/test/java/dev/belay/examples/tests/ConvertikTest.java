package dev.belay.examples.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A FastAPI service behind a proxy: code, settings, Alembic's migrations, and a look at the log. */
class ConvertikTest {
    private static final String[] STEPS = {
        "what-changes",
        "services-before",
        "log-before",
        "healthy-before",
        "go",
        "dump",
        "settings",
        "code",
        "up-soon",
        "schema",
        "answers",
        "new-functions",
        "services-after",
        "log-after",
        "way-back-kept",
        "watch"
    };

    @TempDir
    private Path directory;

    /** A step of each phase fails first, on the same system. */
    @Test
    @Tag("long")
    void isTakenBackFromEachPhaseAndThenReleasesWithNewSettings() {
        ExampleRun run = ExampleRun.of(
                directory,
                "convertik",
                "--fail=healthy-before",
                "--fail=dump",
                "--fail=code",
                "--fail=new-functions",
                "--then-release",
                "-p",
                "settings=send",
                "-p",
                "watched=5s");

        run.assertTakenBack("healthy-before", "dump", "code", "new-functions");
        assertThat(ExampleRun.reports(directory))
                .as("what is told of a service that does not start")
                .contains("RATES_KEY=***", "of the API is", "of the database is taken")
                .contains("elsewhere: 2 files with the digests that they have here");
        assertThat(run.said())
                .contains("The settings are sent: RATES_KEY PRECISION", "Metrics by day and platform")
                .contains("gained the 13 lines that it should");
    }

    @Test
    @Tag("exhaustive")
    void takesBackWhereverItFails() {
        ExampleRun run =
                ExampleRun.of(directory, "convertik", "--fail-each", "-p", "settings=send", "-p", "watched=5s");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.verdicts()).hasSameSizeAs(STEPS);
        assertThat(run.output()).contains(STEPS);
    }

    @Test
    @Tag("long")
    void restartsTheServiceAlone() {
        ExampleRun run = ExampleRun.of(directory, "convertik", "--plan", "restart.yaml");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said()).contains("v1.8.0 is live", "The schema's dump is as before");
    }

    @Test
    @Tag("long")
    void exchangesSettingsAndBringsThemBack() {
        ExampleRun run = ExampleRun.of(directory, "convertik", "--plan", "settings.yaml", "--fail", "in-effect");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said()).contains("The site answers at all 2 addresses as before: 200");
    }
}
