package dev.belay.examples.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Django site that gets sixteen indexes: by Belay's operations, by Django's own migrations, and in a window. */
class AsoudTest {
    private static final String[] STEPS = {
        "before",
        "slow-before",
        "rehearsal",
        "go",
        "dump",
        "product-indexes",
        "market-indexes",
        "order-indexes",
        "statistics",
        "as-promised",
        "code",
        "models-agree",
        "siblings-agree",
        "answers",
        "faster",
        "index-use",
        "watch"
    };

    @TempDir
    private Path directory;

    /** A step of each phase fails first, on the same system. */
    @Test
    @Tag("long")
    void isTakenBackFromEachPhaseAndThenBuildsAllIndexesWhileEverybodyWorks() {
        ExampleRun run = ExampleRun.of(
                directory,
                "asoud",
                "--fail=before",
                "--fail=order-indexes",
                "--fail=faster",
                "--then-release",
                "-p",
                "watched=5s");

        run.assertTakenBack("before", "order-indexes", "faster");
        assertThat(run.said())
                .contains("gained the 16 lines that it should", "Both forms make the same 16 indexes")
                .contains("Build the indexes?", "Rehearsal, by rehearsal:");
    }

    @Test
    @Tag("long")
    void doesTheUpkeepOfAMonth() {
        ExampleRun run = ExampleRun.of(directory, "asoud", "--plan", "upkeep.yaml");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said()).contains("The schema's dump is as before");
    }

    @Test
    @Tag("exhaustive")
    void takesBackWhereverItFails() {
        ExampleRun run = ExampleRun.of(directory, "asoud", "--fail-each", "-p", "watched=5s");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.verdicts()).hasSameSizeAs(STEPS);
        assertThat(run.said()).contains(STEPS);
    }

    @Test
    @Tag("exhaustive")
    void endsWithTheSameSchemaByDjangosOwnMigrations() {
        ExampleRun run = ExampleRun.of(directory, "asoud", "--plan", "by-django.yaml", "-p", "watched=5s");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.said()).contains("gained the 16 lines that it should");
    }

    /** The first of three ways back: Django's own. */
    @Test
    @Tag("exhaustive")
    void goesBackByDjangosOwnMigrations() {
        ExampleRun run = ExampleRun.of(
                directory, "asoud", "--plan", "by-django.yaml", "--fail", "order-indexes", "--fail", "answers");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.verdicts()).hasSize(2);
    }

    /** The second: the indexes are dropped, one application after the other, as far as a person chooses. */
    @Test
    @Tag("exhaustive")
    void goesBackAsFarAsAPersonChooses() {
        ExampleRun part = ExampleRun.of(directory, "asoud", "--back-to", "product-indexes");
        ExampleRun whole = ExampleRun.of(directory, "asoud", "--back-to", "beginning");

        assertThat(part.status()).as(part.output()).isZero();
        assertThat(part.said()).contains("has kept 6 of the 16 lines of the release, and nothing else");
        assertThat(whole.status()).as(whole.output()).isZero();
        assertThat(whole.said()).contains("v2.0.0 is live", "The schema's dump is as before");
    }

    /** The third: the backup is restored. Behind the page the indexes are built at once, by the form that locks. */
    @Test
    @Tag("long")
    void goesBackByTheBackupAndThenBuildsAllIndexesAtOnce() {
        ExampleRun run = ExampleRun.of(
                directory, "asoud", "--plan", "in-a-window.yaml", "--fail=code", "--then-release", "-p", "watched=5s");

        run.assertTakenBack("code");
        assertThat(run.said())
                .contains(
                        "Django has the form in its books that was to be taken", "gained the 16 lines that it should");
    }
}
