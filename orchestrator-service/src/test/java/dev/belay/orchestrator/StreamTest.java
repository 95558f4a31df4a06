package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.outcome.Progress;
import dev.belay.orchestrator.deployment.RunState;
import dev.belay.orchestrator.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("otto");

    @Test
    void tellsWhatWasAndWhatComesAndEndsWithTheDeployment() throws Exception {
        Story story = new Story(api.deploy("stream-whole").at("/id"));
        FollowedStream stream = api.follow(path(story));
        assertThat(stream.status()).isEqualTo(200);

        apply(story.started("stream-whole"));
        await().until(() -> stream.ids().equals(List.of("1")));
        apply(story.status(DeploymentStatus.RUNNING, "").status(DeploymentStatus.SUCCEEDED, "всё – done"));
        stream.awaitEnd();

        assertThat(stream.ids()).containsExactly("1", "2", "3");
        assertThat(stream.types()).containsExactly("deployment-started", "status-changed", "status-changed");
        assertThat(stream.events().get(2).data())
                .contains("\"seq\":3")
                .contains("\"type\":\"status-changed\"")
                .contains("\"reason\":\"всё – done\"");
    }

    @Test
    void goesOnAfterTheLastEventThatTheClientHasSeen() throws Exception {
        Story story = new Story(api.deploy("stream-resumed").at("/id"))
                .started("stream-resumed")
                .status(DeploymentStatus.RUNNING, "")
                .status(DeploymentStatus.SUCCEEDED, "");
        apply(story);

        FollowedStream stream = api.follow(path(story), "Last-Event-ID", "2");
        stream.awaitEnd();

        assertThat(stream.ids()).containsExactly("3");
        assertThat(api.get(path(story), "Last-Event-ID", "3").status()).isEqualTo(204);
        assertThat(api.get(path(story), "Last-Event-ID", "three").at("/code")).isEqualTo("value-invalid");
    }

    @Test
    void passesBeatsOnAtMostTwiceASecondAndTheNewestLast() {
        Story story = new Story(api.deploy("stream-beats").at("/id"))
                .started("stream-beats")
                .status(DeploymentStatus.RUNNING, "")
                .step(Story.BACKUP, StepStatus.RUNNING);
        apply(story);
        FollowedStream stream = api.follow(path(story));
        await().until(() -> stream.ids().contains("3"));

        for (long done = 1; done <= 100; done++) {
            orchestrator.surroundings().beat(beat(story, done));
        }

        await().until(() ->
                stream.events().stream().anyMatch(event -> event.data().contains("\"done\":100")));
        assertThat(stream.types().stream().filter("progress"::equals).count()).isLessThanOrEqualTo(2);
        assertThat(stream.events().stream().filter(event -> event.type().equals("progress")))
                .allMatch(event -> event.id().isEmpty());
        assertThat(api.get("/api/v1/deployments/" + story.last().deployment()).at("/phases/0/steps/1/progress/done"))
                .isEqualTo("100");
    }

    @Test
    void saysThatItIsAliveWhileNothingHappens() {
        String id = api.deploy("stream-alive").at("/id");

        FollowedStream stream = api.follow("/api/v1/deployments/" + id + "/events");

        await().atMost(Duration.ofSeconds(10)).until(() -> stream.lines().contains(":alive"));
        assertThat(stream.ended()).isFalse();
    }

    @Test
    void endsWhenTheDeploymentIsInterrupted() throws Exception {
        Story story = new Story(api.deploy("stream-interrupted").at("/id")).started("stream-interrupted");
        apply(story);
        FollowedStream stream = api.follow(path(story));
        await().until(() -> stream.ids().contains("1"));

        orchestrator.gateway().states.put(story.deployment(), RunState.CLOSED);
        orchestrator.reconciler().reconcile();

        stream.awaitEnd();
        assertThat(stream.types()).containsExactly("deployment-started", "interrupted");
    }

    private static Beat beat(Story story, long done) {
        return new Beat(
                story.execution(Story.BACKUP),
                1,
                "",
                "default-backup-1",
                Beat.State.RUNNING,
                Instant.now(),
                new Progress(done, 100L, "bytes", "dumping"));
    }

    private void apply(Story story) {
        story.events().forEach(orchestrator.projection()::apply);
    }

    private static String path(Story story) {
        return "/api/v1/deployments/" + story.deployment() + "/events";
    }
}
