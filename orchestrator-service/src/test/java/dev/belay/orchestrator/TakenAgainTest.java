package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.deployment.EnvironmentTaking;
import dev.belay.orchestrator.story.Story;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A deployment that watches takes its environment again, on the orchestrator's real database. */
class TakenAgainTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("otto");

    @Test
    void isTakenOnceHoweverOftenThatIsAsked() {
        Story watched = watching("taken-again", NOON);

        assertThat(take(watched)).isEqualTo(new EnvironmentTaking.Answer(null, null));
        assertThat(take(watched)).isEqualTo(new EnvironmentTaking.Answer(null, null));

        assertThat(api.deploy("taken-again").at("/deployment"))
                .isEqualTo(watched.deployment().text());
    }

    @Test
    void isNotTakenWhileAnotherDeploymentHoldsIt() {
        Story watched = watching("taken-held", NOON);
        DeploymentId other = new DeploymentId(api.deploy("taken-held").at("/id"));

        assertThat(take(watched).heldBy()).isEqualTo(other);
        assertThat(api.deploy("taken-held").at("/deployment")).isEqualTo(other.text());
    }

    @Test
    void isNotTakenAfterALaterChangeAlthoughItIsFree() {
        Story watched = watching("taken-changed", NOON);
        Story hotfix = changed("taken-changed", NOON.plus(Duration.ofHours(1)));

        assertThat(take(watched)).isEqualTo(new EnvironmentTaking.Answer(null, hotfix.deployment()));
        assertThat(orchestrator.environments().laterChange(watched.deployment(), "taken-changed"))
                .contains(hotfix.deployment());
        assertThat(api.deploy("taken-changed").status()).as("nothing was taken").isEqualTo(201);
    }

    @Test
    void aLaterDeploymentThatHasChangedNothingIsNoObstacle() {
        Story watched = watching("taken-harmless", NOON);
        Story harmless = new Story(api.deploy("taken-harmless").at("/id"), NOON.plus(Duration.ofHours(1)))
                .started("taken-harmless")
                .status(DeploymentStatus.RUNNING, "")
                .status(DeploymentStatus.CANCELLED, "");
        harmless.events().forEach(orchestrator.projection()::apply);

        assertThat(take(watched)).isEqualTo(new EnvironmentTaking.Answer(null, null));
    }

    @Test
    void whatWasChangedBeforeOrElsewhereIsNoLaterChange() {
        changed("taken-before", NOON.minus(Duration.ofHours(1)));
        Story watched = watching("taken-before", NOON);
        changed("taken-elsewhere", NOON.plus(Duration.ofHours(1)));

        assertThat(take(watched)).isEqualTo(new EnvironmentTaking.Answer(null, null));
    }

    /** It was asked for in the morning for the night; the other one was asked for and done meanwhile. */
    @Test
    void aScheduledOneThatBeginsLaterCountsAsLaterThoughItWasAskedForBefore() {
        String scheduled = api.post(
                        "/api/v1/deployments",
                        java.util.Map.of(
                                "plan",
                                "plan: shop\nphases: []\n",
                                "environment",
                                "taken-scheduled",
                                "at",
                                "2099-12-01T02:00Z"))
                .at("/id");
        Story watched = watching("taken-scheduled", NOON);
        Story night = new Story(scheduled, NOON.plus(Duration.ofHours(9)))
                .started("taken-scheduled")
                .add(new EventBody.Scheduled(NOON.plus(Duration.ofHours(10)), "UTC"))
                .status(DeploymentStatus.SCHEDULED, "")
                .status(DeploymentStatus.RUNNING, "")
                .add(new EventBody.UndoRecorded(Story.MIGRATE, "back to 1"));
        night.events().forEach(orchestrator.projection()::apply);

        assertThat(take(watched).changedBy()).isEqualTo(night.deployment());
    }

    @Test
    void aProjectionThatIsFedAgainDoesNotLetGoWhatWasTakenAgain() {
        Story watched = watching("taken-rebuilt", NOON);
        take(watched);

        orchestrator.projection().truncate();
        watched.events().forEach(orchestrator.projection()::apply);

        assertThat(api.deploy("taken-rebuilt").at("/deployment"))
                .isEqualTo(watched.deployment().text());
    }

    @Test
    void anAttemptThatComesAfterTheEndTakesNothing() {
        Story watched = watching("taken-late", NOON).status(DeploymentStatus.SUCCEEDED, "");
        orchestrator.projection().apply(watched.last());

        assertThatThrownBy(() -> take(watched)).hasMessageContaining("has ended");
        assertThat(api.deploy("taken-late").status()).isEqualTo(201);
    }

    private EnvironmentTaking.Answer take(Story watched) {
        String environment =
                ((EventBody.DeploymentStarted) watched.events().get(0).body()).environment();
        return orchestrator
                .environments()
                .take(watched.deployment(), environment, watched.events().size());
    }

    private Story watching(String environment, Instant began) {
        Story story = new Story(api.deploy(environment).at("/id"), began)
                .started(environment)
                .status(DeploymentStatus.RUNNING, "")
                .add(new EventBody.UndoRecorded(Story.MIGRATE, "back to 1"))
                .status(DeploymentStatus.WATCHING, "");
        story.events().forEach(orchestrator.projection()::apply);
        return story;
    }

    private Story changed(String environment, Instant began) {
        Story story = new Story(api.deploy(environment).at("/id"), began)
                .started(environment)
                .status(DeploymentStatus.RUNNING, "")
                .add(new EventBody.UndoRecorded(Story.MIGRATE, "back to 1"))
                .status(DeploymentStatus.SUCCEEDED, "");
        story.events().forEach(orchestrator.projection()::apply);
        return story;
    }
}
