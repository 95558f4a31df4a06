package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.orchestrator.deployment.RunState;
import dev.belay.orchestrator.story.Story;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final FakeGateway gateway = orchestrator.gateway();
    private final Api api = orchestrator.as("otto");

    @AfterEach
    void everythingWorksAgain() {
        gateway.reachable = true;
        orchestrator.surroundings().caughtUp = true;
    }

    @Test
    void startsWhatCouldNotBeStartedAtFirst() {
        gateway.reachable = false;
        Api.Answer answer = api.deploy("reconcile-start");
        DeploymentId id = new DeploymentId(answer.at("/id"));
        assertThat(answer.status()).isEqualTo(201);

        orchestrator.reconciler().reconcile();
        assertThat(gateway.starts(id)).isZero();

        gateway.reachable = true;
        orchestrator.reconciler().reconcile();
        orchestrator.reconciler().reconcile();
        assertThat(gateway.starts(id)).isEqualTo(1);
    }

    @Test
    void neverStartsAgainWhatHasLeftAnEvent() {
        Story story = lost("reconcile-begun");

        orchestrator.reconciler().reconcile();

        assertThat(gateway.starts(story.deployment())).isZero();
    }

    @Test
    void startsNothingWhileEventsMayBeOnTheirWay() {
        gateway.reachable = false;
        DeploymentId id = new DeploymentId(api.deploy("reconcile-behind").at("/id"));
        gateway.reachable = true;
        orchestrator.surroundings().caughtUp = false;

        orchestrator.reconciler().reconcile();
        assertThat(gateway.starts(id)).isZero();

        orchestrator.surroundings().caughtUp = true;
        orchestrator.reconciler().reconcile();
        assertThat(gateway.starts(id)).isEqualTo(1);
    }

    @Test
    void findsARunThatEndedWithoutSayingHowAndHoldsItsEnvironment() {
        Story story = running("reconcile-interrupted");
        gateway.states.put(story.deployment(), RunState.CLOSED);

        orchestrator.surroundings().caughtUp = false;
        orchestrator.reconciler().reconcile();
        assertThat(show(story).at("/status")).isEqualTo("RUNNING");

        orchestrator.surroundings().caughtUp = true;
        orchestrator.reconciler().reconcile();

        Api.Answer shown = show(story);
        assertThat(shown.at("/status")).isEqualTo("INTERRUPTED");
        assertThat(shown.at("/interruption/done/0")).isEqualTo("approve");
        assertThat(shown.at("/interruption/unknown/0")).isEqualTo("backup");
        assertThat(shown.at("/reason")).contains("[backup]");
        assertThat(api.get("/api/v1/deployments?environment=reconcile-interrupted&status=INTERRUPTED")
                        .at("/items/0/status"))
                .isEqualTo("INTERRUPTED");
        assertThat(api.deploy("reconcile-interrupted").at("/code")).isEqualTo("environment-busy");
    }

    @Test
    void freesTheEnvironmentOnceSomebodyHasAcknowledged() {
        Story story = running("reconcile-acknowledged");
        gateway.states.remove(story.deployment());
        orchestrator.reconciler().reconcile();

        Api.Answer pointless = orchestrator
                .as("rita")
                .post(
                        "/api/v1/deployments/" + story.deployment() + "/decisions",
                        Map.of("id", "a-0", "decision", "rollback"));
        assertThat(pointless.at("/code")).isEqualTo("deployment-interrupted");

        Api.Answer refused = acknowledge("otto", story, "a-1");
        Api.Answer accepted = acknowledge("rita", story, "a-1");
        Api.Answer repeated = acknowledge("rita", story, "a-1");
        Api.Answer late = acknowledge("adam", story, "a-2");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.at("/interruption/acknowledgement/by")).isEqualTo("rita");
        assertThat(accepted.at("/decisions/0/comment")).isEqualTo("the dump was killed by hand");
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(late.at("/code")).isEqualTo("already-acknowledged");
        assertThat(api.deploy("reconcile-acknowledged").status()).isEqualTo(201);
    }

    @Test
    void leavesAloneWhatRunsAndWhatHasEnded() {
        Story running = running("reconcile-running");
        Story ended = running("reconcile-ended");
        ended.status(DeploymentStatus.ROLLING_BACK, "").status(DeploymentStatus.ROLLED_BACK, "");
        apply(ended);
        gateway.states.put(ended.deployment(), RunState.CLOSED);

        orchestrator.reconciler().reconcile();

        assertThat(show(running).at("/status")).isEqualTo("RUNNING");
        assertThat(show(ended).at("/status")).isEqualTo("ROLLED_BACK");
    }

    private Api.Answer acknowledge(String user, Story story, String id) {
        return orchestrator
                .as(user)
                .post(
                        "/api/v1/deployments/" + story.deployment() + "/decisions",
                        Map.of("id", id, "decision", "acknowledge", "comment", "the dump was killed by hand"));
    }

    /** Was started, but nobody has noted that, and the run is no longer known. */
    private Story lost(String environment) {
        gateway.reachable = false;
        Story story = new Story(api.deploy(environment).at("/id")).started(environment);
        gateway.reachable = true;
        return apply(story);
    }

    private Story running(String environment) {
        return apply(new Story(api.deploy(environment).at("/id"))
                .started(environment)
                .status(DeploymentStatus.RUNNING, "")
                .done(Story.APPROVE)
                .step(Story.BACKUP, StepStatus.RUNNING));
    }

    private Story apply(Story story) {
        story.events().forEach(orchestrator.projection()::apply);
        return story;
    }

    private Api.Answer show(Story story) {
        return api.get("/api/v1/deployments/" + story.deployment());
    }
}
