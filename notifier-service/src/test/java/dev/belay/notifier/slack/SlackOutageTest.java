package dev.belay.notifier.slack;

import static dev.belay.contracts.DeploymentStatus.RUNNING;
import static dev.belay.contracts.DeploymentStatus.SUCCEEDED;
import static dev.belay.contracts.DeploymentStatus.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.notifier.Events;
import dev.belay.notifier.slack.PretendWorkspace.Said;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages when Slack is away, refuses or is slow, and when the notifier ends in between. */
class SlackOutageTest {
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final Events events = Events.of("d1", SlackBench.NOON);
    private SlackBench bench;

    @BeforeEach
    void begin() {
        bench = new SlackBench(directory);
    }

    @AfterEach
    void end() {
        assertThat(bench.slack.complaints()).isEmpty();
        bench.close();
    }

    @Test
    void floodsNobodyAfterAnHourWithoutSlackAndLosesNothing() {
        bench.slack.down();
        bench.take(events.release("shop-production"), events.status(RUNNING, "Started by anna"));
        for (int minute = 1; minute <= 30; minute++) {
            bench.take(events.later(Duration.ofMinutes(1)).noted("Attempt " + minute + " failed"));
        }
        bench.take(
                events.failed("backup", "pg_dump ended with 1"),
                events.question("Retry it?", true),
                events.status(WAITING, "Retry it?"),
                events.later(Duration.ofMinutes(5)).decided(DecisionKind.RETRY, "boris", ""),
                events.status(RUNNING, "Decided by boris"),
                events.step("backup", StepStatus.RUNNING),
                events.step("backup", StepStatus.SUCCEEDED),
                events.notification(null, "Testers, please look"),
                events.question("Is the shop quiet?", true),
                events.status(WAITING, "Is the shop quiet?"));
        bench.pass(Duration.ofHours(1));
        assertThat(bench.troubles.open().get("slack").what()).contains("Slack cannot be reached");
        bench.slack.up();
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.roots("#releases")).singleElement().satisfies(said -> {
            assertThat(said.shown()).contains("*waiting*", "Is the shop quiet?");
            assertThat(said.edits()).isZero();
        });
        List<Said> replies = bench.replies("#releases");
        assertThat(replies).hasSize(3);
        assertThat(replies.get(0).shown())
                .contains("What happened while this channel was not told", "12:01:00 UTC  Attempt 1 failed")
                .contains("Attempt 30 failed", "boris has decided: retry");
        assertThat(replies.get(0).broadcast()).isFalse();
        assertThat(replies.get(1).shown()).startsWith("Testers, please look");
        assertThat(replies.get(2).shown()).contains("Is the shop quiet?", "./belay approve");
        assertThat(bench.troubles.open()).isEmpty();
        assertThat(bench.pending()).isZero();
    }

    @Test
    void triesLessAndLessOftenWhileSlackIsAway() {
        bench.slack.down();
        bench.take(events.release("shop-production"));
        bench.pass(Duration.ofHours(1));

        assertThat(bench.meters
                        .get("belay.slack.calls")
                        .tag("answer", "failed")
                        .counter()
                        .count())
                .isBetween(60.0, 75.0);
    }

    @Test
    void respectsTheRateAfterAnOutageOfManyDeployments() {
        bench.slack.down();
        for (int number = 0; number < 30; number++) {
            Events one = Events.of("d-" + number, SlackBench.NOON);
            bench.take(one.release("shop-production"), one.noted("a note"), one.status(SUCCEEDED, "Done"));
        }
        bench.pass(Duration.ofMinutes(10));
        bench.slack.up();
        bench.pass(Duration.ofMinutes(10));

        assertThat(bench.roots("#releases")).hasSize(30);
        assertThat(bench.slack.calls()).noneMatch(call -> call.answer().equals("429"));
    }

    @Test
    void tellsNothingTwiceAfterARestart() {
        bench.take(events.release("shop-production"), events.noted("a note"));
        bench.pass(A_WHILE);
        bench.restart();
        bench.pass(A_WHILE);
        bench.take(events.step("backup", StepStatus.RUNNING));
        bench.pass(A_WHILE);

        assertThat(bench.roots("#releases"))
                .singleElement()
                .satisfies(said -> assertThat(said.shown()).contains(":arrow_forward: Back up the database"));
        assertThat(bench.replies("#releases")).hasSize(1);
    }

    @Test
    void losesNothingThatWaitedWhenTheNotifierEnded() {
        bench.take(events.release("shop-production"), events.noted("a note"));
        bench.restart();
        bench.pass(A_WHILE);

        assertThat(bench.roots("#releases")).hasSize(1);
        assertThat(bench.replies("#releases")).hasSize(1);
    }

    @Test
    void takesAnEventOnceHoweverOftenItComes() {
        var started = events.release("shop-production");
        var note = events.noted("a note");
        bench.take(started, note, started, note);
        bench.restart();
        bench.take(started, note);
        bench.pass(A_WHILE);

        assertThat(bench.slack.texts()).hasSize(2);
    }

    @Test
    void recognisesAMessageThatSlackTookAndTheNotifierDidNotRecord() {
        bench.take(events.release("shop-production"));
        bench.pass(A_WHILE);
        bench.take(events.noted("a note"));
        bench.clock.move(Duration.ofSeconds(2));
        bench.slack.thenHangUpAfterwards();
        bench.turn();
        bench.restart();
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.replies("#releases")).hasSize(1);
        assertThat(bench.slack.calls("conversations.replies")).hasSize(1);
        assertThat(bench.pending()).isZero();
    }

    @Test
    void recognisesTheMessageOfADeploymentToo() {
        Events before = Events.of("d0", SlackBench.NOON);
        bench.take(before.release("shop-production"));
        bench.pass(A_WHILE);
        bench.slack.thenHangUpAfterwards();
        bench.take(events.release("shop-production"));
        bench.pass(Duration.ofSeconds(1));
        bench.turn();
        bench.restart();
        bench.take(events.step("backup", StepStatus.RUNNING));
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.roots("#releases")).hasSize(2);
        assertThat(bench.roots("#releases").get(1).shown()).contains(":arrow_forward: Back up the database");
    }

    @Test
    void postsAgainWhatItMayNotLookFor() {
        bench.slack.grantOnly("chat:write");
        bench.take(events.release("shop-production"));
        bench.pass(A_WHILE);
        bench.slack.thenHangUpAfterwards();
        bench.take(events.noted("a note"));
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.replies("#releases")).hasSize(2);
        assertThat(bench.pending()).isZero();
    }

    @Test
    void leavesAloneForAsLongAsSlackAsksOnlyWhatItAsksFor() {
        bench.take(events.release("shop-production"));
        Events other = Events.of("d2", SlackBench.NOON);
        bench.take(other.release("shop-staging"));
        bench.pass(A_WHILE);
        int before = bench.slack.calls().size();
        bench.slack.thenLimit(30);
        bench.take(events.noted("a note"));
        bench.pass(Duration.ofSeconds(5));
        bench.take(events.step("backup", StepStatus.RUNNING), other.noted("another note"));
        bench.pass(Duration.ofSeconds(10));

        assertThat(bench.replies("#shop")).hasSize(1);
        assertThat(bench.replies("#releases")).isEmpty();
        assertThat(bench.roots("#releases").get(0).shown()).contains(":arrow_forward: Back up the database");
        bench.pass(A_WHILE);
        assertThat(bench.replies("#releases")).hasSize(1);
        List<PretendSlack.Call> posts = bench
                .slack
                .calls()
                .subList(before, bench.slack.calls().size())
                .stream()
                .filter(call -> call.method().equals("chat.postMessage")
                        && call.channel().equals("C0RELEASES1"))
                .toList();
        assertThat(posts).hasSize(2);
        assertThat(Duration.between(posts.get(0).at(), posts.get(1).at())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void isNotKeptByAChannelThatRefuses() {
        bench.slack.workspace().remove("#releases");
        Events other = Events.of("d2", SlackBench.NOON);
        bench.take(events.release("shop-production"), other.release("shop-staging"));
        bench.pass(A_WHILE);

        assertThat(bench.roots("#shop")).hasSize(1);
        assertThat(bench.slack.calls().stream().filter(call -> call.answer().equals("not_in_channel")))
                .hasSize(1);
        assertThat(bench.troubles.open().get("slack, channel #releases").what())
                .contains("not_in_channel", "Invite Belay's app to the channel");
        assertThat(bench.meters
                        .get("belay.slack.calls")
                        .tag("answer", "not_in_channel")
                        .counter()
                        .count())
                .isEqualTo(1);

        bench.slack.workspace().invite("#releases");
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.roots("#releases")).hasSize(1);
        assertThat(bench.troubles.open()).isEmpty();
    }

    @Test
    void isNotKeptByAChannelThatAStepNamesAndThatIsNotThere() {
        bench.take(events.release("shop-production"), events.notification("#nowhere", "lost"), events.noted("a note"));
        bench.pass(A_WHILE);

        assertThat(bench.replies("#releases")).hasSize(1);
        assertThat(bench.troubles.open().get("slack, channel #nowhere").what()).contains("channel_not_found");

        bench.pass(Duration.ofHours(25));
        assertThat(bench.pending()).isZero();
        assertThat(bench.troubles.open()).isEmpty();
        assertThat(bench.meters
                        .get("belay.slack.delivery")
                        .tag("outcome", "given-up")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void usesANewTokenWithoutANewStart() {
        bench.slack.replaceToken("another-token");
        bench.take(events.release("shop-production"));
        bench.pass(A_WHILE);
        assertThat(bench.troubles.open().get("slack").what()).contains("invalid_auth", "token file");

        bench.token("another-token");
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.roots("#releases")).hasSize(1);
    }

    @Test
    void saysWhichScopeIsMissing() {
        bench.slack.grantOnly("users:read");
        bench.take(events.release("shop-production"));
        bench.pass(A_WHILE);

        assertThat(bench.troubles.open().get("slack").what()).contains("missing_scope", "chat:write");
    }

    @Test
    void goesOnAfterAMessageThatSlackWillNeverTake() {
        bench.take(events.release("shop-production"));
        bench.pass(A_WHILE);
        bench.slack.thenRefuse("msg_too_long");
        bench.take(events.noted("refused"), events.noted("taken"));
        bench.pass(A_WHILE);

        assertThat(bench.replies("#releases"))
                .singleElement()
                .satisfies(said -> assertThat(said.shown()).startsWith("taken"));
    }

    @Test
    void postsAnotherMessageWhereSomebodyHasDeletedIt() {
        bench.take(events.release("shop-production"));
        bench.pass(A_WHILE);
        bench.slack.workspace().delete(bench.roots("#releases").get(0));
        bench.take(events.step("backup", StepStatus.RUNNING));
        bench.pass(A_WHILE);

        assertThat(bench.roots("#releases"))
                .singleElement()
                .satisfies(said -> assertThat(said.shown()).contains(":arrow_forward: Back up the database"));
    }

    @Test
    void survivesWhatMayPass() {
        bench.slack.thenBreak();
        bench.slack.thenRefuse("internal_error");
        bench.take(events.release("shop-production"));
        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.roots("#releases")).hasSize(1);
        assertThat(bench.meters
                        .get("belay.slack.delivery")
                        .tag("outcome", "delivered")
                        .timer()
                        .count())
                .isEqualTo(1);
    }
}
