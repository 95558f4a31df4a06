package dev.belay.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.cli.api.document.ApiProblem;
import dev.belay.cli.api.document.Json;
import dev.belay.cli.api.document.LiveBeat;
import dev.belay.cli.testing.FakeApi;
import dev.belay.cli.testing.FakeApi.Answer;
import dev.belay.cli.testing.Script;
import dev.belay.cli.testing.Scripts;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Direction;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.outcome.Progress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventStreamTest {
    private static final Patience QUICK =
            new Patience(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofMillis(300));

    private final FakeApi api = new FakeApi();
    private final Heard heard = new Heard();
    private final EventStream stream =
            new EventStream(new ApiClient(new ServerAccess(api.address(), Optional.of("t"))), Script.ID, QUICK);

    @AfterEach
    void stop() {
        stream.close();
        api.close();
    }

    @Test
    void tellsEveryEventAndEndsWithTheTerminalOne() {
        api.tells(Scripts.success(), List.of(beat())).staysOpen();

        assertThat(stream.follow(heard)).contains(DeploymentStatus.SUCCEEDED);

        assertThat(heard.events).isEqualTo(Scripts.success());
        assertThat(heard.remarks).isEmpty();
    }

    @Test
    void goesOnAfterTheLastEventWhenTheConnectionDrops() {
        api.tells(Scripts.rolledBack()).dropsAfter(7);

        assertThat(stream.follow(heard)).contains(DeploymentStatus.ROLLED_BACK);

        assertThat(heard.events).isEqualTo(Scripts.rolledBack());
        assertThat(api.lastEventIds()).startsWith("", "7", "14");
        assertThat(heard.remarks).startsWith("lost", "resumed", "lost", "resumed");
    }

    @Test
    void saysOncePerLossThatTheConnectionIsLost() {
        api.tells(Scripts.success()).dropsAfter(20).refusesAfterDrop(4);

        stream.follow(heard);

        assertThat(heard.remarks).containsExactly("lost", "resumed");
        assertThat(heard.events).isEqualTo(Scripts.success());
    }

    @Test
    void passesBeatsOn() {
        api.tells(Scripts.backingUp().events(), List.of(beat())).staysOpen();
        heard.onBeat = stream::close;

        assertThat(stream.follow(heard)).isEmpty();

        assertThat(heard.beats).singleElement().satisfies(beat -> {
            assertThat(beat.progress()).isEqualTo(new Progress(7, 10L, "bytes", "dumping"));
            assertThat(beat.execution()).isEqualTo(Script.execution("backup-1", Direction.DO));
        });
    }

    @Test
    void readsProgressThatStandsBesideTheOtherMembers() {
        Optional<LiveBeat> beat = LiveBeat.of(
                Json.read(
                        "{\"step\":\"backup-1\",\"execution\":\"d1/backup-1/do/1\",\"worker\":\"w\",\"state\":\"RUNNING\","
                                + "\"at\":\"2026-03-01T02:00:00Z\",\"done\":7,\"total\":10,\"unit\":\"bytes\",\"message\":\"m\"}"));

        assertThat(beat.orElseThrow().progress()).isEqualTo(new Progress(7, 10L, "bytes", "m"));
    }

    @Test
    void learnsFromTheServerThatADeploymentWasInterrupted() {
        api.tells(Scripts.interrupted().events())
                .answer(
                        "GET /deployments/" + Script.ID,
                        Answer.json(
                                200,
                                "{\"id\":\"" + Script.ID
                                        + "\",\"status\":\"INTERRUPTED\",\"reason\":\"gone\",\"lastSeq\":3,"
                                        + "\"finishedAt\":\"2026-03-01T02:05:00Z\"}"));

        assertThat(stream.follow(heard)).contains(DeploymentStatus.INTERRUPTED);

        assertThat(heard.events.get(heard.events.size() - 1).body())
                .isEqualTo(new EventBody.StatusChanged(DeploymentStatus.INTERRUPTED, "gone"));
    }

    @Test
    void asksHowItStandsWhereTheServerHasNothingMore() {
        api.answer("GET /deployments/" + Script.ID + "/events", new Answer(204, "text/plain", ""))
                .answer(
                        "GET /deployments/" + Script.ID,
                        Answer.json(200, "{\"id\":\"" + Script.ID + "\",\"status\":\"CANCELLED\",\"lastSeq\":0}"));

        assertThat(stream.follow(heard)).contains(DeploymentStatus.CANCELLED);
    }

    @Test
    void makesAConnectionAnewOnWhichNothingComes() {
        api.tells(Scripts.backingUp().events()).staysOpen();
        heard.onLost = () -> api.tells(Scripts.success());

        assertThat(stream.follow(heard)).contains(DeploymentStatus.SUCCEEDED);

        assertThat(heard.events).isEqualTo(Scripts.success());
    }

    @Test
    void endsWithTheServersRefusal() {
        api.answer(
                "GET /deployments/" + Script.ID + "/events",
                Answer.problem(404, "deployment-unknown", "There is no deployment", ""));

        assertThatThrownBy(() -> stream.follow(heard))
                .isInstanceOf(ApiProblem.class)
                .hasMessage("There is no deployment. List the deployments with ./belay list.");
    }

    @Test
    void saysWhereNothingAnswers() {
        EventStream silent = new EventStream(
                new ApiClient(new ServerAccess(URI.create("http://127.0.0.1:1"), Optional.empty())), Script.ID, QUICK);

        assertThatThrownBy(() -> silent.follow(heard))
                .isInstanceOf(ServerSilent.class)
                .hasMessage("Nothing answers at http://127.0.0.1:1. Start the stack with ./belay up, or name another"
                        + " server with --server.");
    }

    private static Beat beat() {
        return new Beat(
                Script.execution("backup-1", Direction.DO),
                1,
                "",
                "backup@host",
                Beat.State.RUNNING,
                Script.BEGIN,
                new Progress(7, 10L, "bytes", "dumping"));
    }

    private static final class Heard implements EventListener {
        private final List<DeploymentEvent> events = new ArrayList<>();
        private final List<LiveBeat> beats = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private Runnable onBeat = () -> {};
        private Runnable onLost = () -> {};

        @Override
        public void event(DeploymentEvent event) {
            events.add(event);
        }

        @Override
        public void beat(LiveBeat beat) {
            beats.add(beat);
            onBeat.run();
        }

        @Override
        public void lost(String why) {
            remarks.add("lost");
            onLost.run();
        }

        @Override
        public void resumed() {
            remarks.add("resumed");
        }
    }
}
