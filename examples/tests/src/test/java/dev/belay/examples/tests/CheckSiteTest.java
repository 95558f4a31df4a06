package dev.belay.examples.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Django site that is down: brought back, migrated while it is used, released again. */
class CheckSiteTest {
    private static final String[] STEPS = {
        "first-code",
        "site-is-back",
        "before-migrating",
        "rehearsal",
        "dump",
        "status-column",
        "index-company-status",
        "index-company-role",
        "index-project-status",
        "index-author-newest",
        "as-promised",
        "second-code",
        "models-agree",
        "nothing-edited",
        "site-answers",
        "statistics",
        "approval",
        "filters",
        "index-use",
        "watch"
    };

    @TempDir
    private Path directory;

    /** A step of each phase fails first, on the same system; the first phase is kept, so the outage ends with it. */
    @Test
    @Tag("long")
    void isTakenBackFromEachPhaseAndThenReleasesWhileTheSiteIsUsed() {
        ExampleRun run = ExampleRun.of(
                directory,
                "checksite",
                "--fail=first-code",
                "--fail=before-migrating",
                "--fail=index-company-status",
                "--fail=statistics",
                "--then-release",
                "-p",
                "watched=5s");

        run.assertTakenBack("first-code", "before-migrating", "index-company-status", "statistics");
        assertThat(run.said())
                .contains("v1.4.0 is live", "v1.4.1 is live")
                .contains("and 502 until then", "120000 rows filled in", "takes 6 queries; nothing was kept")
                .contains("rows 240334 in 13 tables, as in the snapshot of the dump", "removed belay_copy_")
                .contains("All 240,315 rows of 12 tables are as before", "gained the 5 lines that it should");
    }

    @Test
    @Tag("exhaustive")
    void takesBackWhereverItFails() {
        ExampleRun run = ExampleRun.of(directory, "checksite", "--fail-each", "-p", "watched=5s");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.verdicts()).hasSameSizeAs(STEPS);
        assertThat(run.said()).contains(STEPS);
    }

    @Test
    @Tag("exhaustive")
    void endsWithTheSameSchemaByDjangosOwnMigrations() {
        ExampleRun run = ExampleRun.of(directory, "checksite", "--plan", "by-django.yaml", "-p", "watched=5s");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said()).contains("gained the 5 lines that it should");
    }

    @Test
    @Tag("exhaustive")
    void takesBackDjangosOwnMigrations() {
        ExampleRun run = ExampleRun.of(
                directory, "checksite", "--plan", "by-django.yaml", "--fail", "status-column", "--fail", "indexes");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.verdicts()).hasSize(2);
    }

    @Test
    @Tag("exhaustive")
    void goesBackAsFarAsAPersonChooses() {
        ExampleRun part = ExampleRun.of(directory, "checksite", "--back-to", "status-column");
        ExampleRun whole = ExampleRun.of(directory, "checksite", "--back-to", "beginning");

        assertThat(part.status()).as(part.output()).isZero();
        assertThat(part.said()).contains("has kept 1 of the 5 lines of the release, and nothing else: status");
        assertThat(whole.status()).as(whole.output()).isZero();
        assertThat(whole.said()).contains("v1.4.0 is live", "The schema's dump is as before");
    }
}
