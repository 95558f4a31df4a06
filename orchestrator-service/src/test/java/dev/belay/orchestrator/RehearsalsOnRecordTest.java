package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.StepId;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.orchestrator.deployment.Rehearsals;
import dev.belay.orchestrator.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalsOnRecordTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final PlannedMigration SIZES = new PlannedMigration("shop.0007_sizes", "ab");
    private static final PlannedMigration COLOURS = new PlannedMigration("shop.0008_colours", "cd");

    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("otto");

    @Test
    void findsTheRehearsalOfTheSameMigrations() {
        Story story = rehearsed("rehearsed-same", SIZES, COLOURS);

        Rehearsals.Answer answer = judged("rehearsed-same", WEEK, COLOURS, SIZES);

        assertThat(answer.obstacle()).isNull();
        assertThat(answer.found())
                .startsWith("deployment " + story.deployment() + " at ")
                .endsWith(": shop.0007_sizes, shop.0008_colours");
    }

    @Test
    void namesWhatDiffersFromTheNewestOne() {
        rehearsed("rehearsed-other", new PlannedMigration("shop.0007_sizes", "ee"), new PlannedMigration("x.1", "1"));

        Rehearsals.Answer answer = judged("rehearsed-other", WEEK, SIZES, COLOURS);

        assertThat(answer.obstacle())
                .startsWith("The migrations shop.0007_sizes, shop.0008_colours must have been rehearsed on a copy of"
                        + " environment \"rehearsed-other\" within ")
                .endsWith(
                        " differs, shop.0007_sizes has been changed since, shop.0008_colours was not rehearsed, x.1 was"
                                + " rehearsed, too.");
        assertThat(answer.next()).contains("rehearse: database");
    }

    @Test
    void aMigrationThatWasChangedSinceIsAnotherOne() {
        rehearsed("rehearsed-changed", new PlannedMigration("shop.0007_sizes", "ee"));

        assertThat(judged("rehearsed-changed", WEEK, SIZES).obstacle())
                .endsWith(" differs, shop.0007_sizes has been changed since.");
    }

    @Test
    void aRehearsalThatIsTooOldCountsForNothingAndIsNamed() {
        Story story = rehearsed("rehearsed-old", Instant.now().minus(Duration.ofDays(8)), SIZES);

        assertThat(judged("rehearsed-old", WEEK, SIZES).obstacle())
                .contains("within 7d; found that they were, but longer ago: deployment " + story.deployment());
    }

    @Test
    void aRehearsalOfAnotherEnvironmentCountsForNothing() {
        rehearsed("rehearsed-elsewhere", SIZES);

        assertThat(judged("rehearsed-here", WEEK, SIZES).obstacle()).endsWith("; found no rehearsal.");
    }

    @Test
    void whereNothingIsToBeMigratedNothingMustHaveBeenRehearsed() {
        assertThat(judged("rehearsed-nothing", WEEK).obstacle()).isNull();
    }

    private Rehearsals.Answer judged(String environment, Duration within, PlannedMigration... migrations) {
        return orchestrator.context.getBean(Rehearsals.class).of(environment, List.of(migrations), within);
    }

    private Story rehearsed(String environment, PlannedMigration... migrations) {
        return rehearsed(environment, Instant.now(), migrations);
    }

    private Story rehearsed(String environment, Instant begun, PlannedMigration... migrations) {
        Story story = new Story(api.deploy(environment).at("/id"), begun.truncatedTo(ChronoUnit.MICROS))
                .started(environment)
                .add(new EventBody.MigrationsRehearsed(new StepId("rehearse-1"), List.of(migrations)));
        story.events().forEach(orchestrator.projection()::apply);
        return story;
    }
}
