package dev.belay.notifier.slack;

import static dev.belay.contracts.DeploymentStatus.RUNNING;
import static dev.belay.contracts.DeploymentStatus.SUCCEEDED;
import static dev.belay.contracts.DeploymentStatus.WAITING;
import static dev.belay.contracts.StepStatus.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.notifier.Events;
import dev.belay.notifier.slack.PretendWorkspace.Said;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see in Slack. */
class SlackSenderTest {
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    private static final String ON_CALL = "<!subteam^S0ONCALL00>";
    private static final String DBA = "<@U0DBA00000>";

    @TempDir
    Path directory;

    private final Events events = Events.of("d1", SlackBench.NOON);
    private SlackBench bench;

    @BeforeEach
    void begin() {
        bench = new SlackBench(directory);
    }

    @AfterEach
    void sentNothingThatSlackWouldNotUnderstand() {
        assertThat(bench.slack.complaints()).isEmpty();
        assertThat(bench.slack.calls()).noneMatch(call -> call.answer().startsWith("invalid_b"));
        bench.close();
    }

    @Test
    void showsADeploymentInOneMessageThatAlwaysHasTheNewestState() {
        bench.take(events.release("shop-production"), events.status(RUNNING, "Started by anna"));
        bench.pass(A_WHILE);
        assertThat(root().shown())
                .contains("shop-release on shop-production", "*running*", "Started by anna", "version v2.0.0")
                .contains(":white_circle: *protect* – 2 steps", "./belay watch d1");

        bench.take(
                events.step("maintenance", StepStatus.RUNNING),
                events.step("maintenance", StepStatus.SUCCEEDED),
                events.step("backup", StepStatus.RUNNING));
        bench.pass(A_WHILE);
        assertThat(root().shown())
                .contains(":white_check_mark: Maintenance on", ":arrow_forward: Back up the database");

        bench.take(events.later(Duration.ofSeconds(130)).step("backup", StepStatus.SUCCEEDED));
        bench.pass(A_WHILE);
        assertThat(root().shown()).contains(":white_check_mark: *protect* – 2 steps, 2m 10s");

        bench.take(events.status(SUCCEEDED, "Every step has succeeded"));
        bench.pass(A_WHILE);
        assertThat(root().shown()).contains(":white_check_mark: It is *succeeded*", "./belay report d1");
        assertThat(bench.roots("#releases")).hasSize(1);
        assertThat(bench.pending()).isZero();
    }

    @Test
    void showsTogetherWhatChangesWithinASecond() {
        bench.take(events.release("shop-production"));
        bench.pass(A_WHILE);
        for (int number = 0; number < 20; number++) {
            bench.take(events.step("backup", number % 2 == 0 ? StepStatus.RUNNING : StepStatus.WAITING));
            bench.pass(Duration.ofMillis(100));
        }
        bench.pass(A_WHILE);

        assertThat(bench.slack.calls("chat.update")).hasSizeBetween(1, 3);
        assertThat(root().shown()).contains(":raised_hand: Back up the database");
        assertThat(bench.slack.calls()).allMatch(call -> call.answer().equals("ok"));
    }

    @Test
    void postsPhasesAndNotesInItsThreadAndMentionsNobody() {
        bench.take(
                events.release("shop-production"),
                events.step("maintenance", StepStatus.RUNNING),
                events.step("maintenance", StepStatus.SUCCEEDED),
                events.step("backup", StepStatus.RUNNING),
                events.noted("Attempt 1 of 3 failed"),
                events.step("backup", StepStatus.SUCCEEDED),
                events.status(SUCCEEDED, "Every step has succeeded"));
        bench.pass(A_WHILE);

        assertThat(bench.replies("#releases")).hasSize(3).allMatch(said -> !said.broadcast());
        assertThat(bench.replies("#releases")).extracting(Said::thread).containsOnly(root().ts());
        assertThat(bench.replies("#releases").get(0).shown()).startsWith("Attempt 1 of 3 failed");
        assertThat(bench.replies("#releases").get(1).shown())
                .startsWith("Phase protect is done (1 of 2) after 0s. Next: change.");
        assertThat(bench.slack.texts()).noneMatch(text -> text.contains("<@") || text.contains("<!subteam"));
    }

    @Test
    void sendsAFailureBackToTheChannelAndMentionsTheOwnerOfTheStep() {
        bench.take(events.release("shop-production"));
        bench.take(events.failed("backup", "pg_dump ended with 1"));
        bench.pass(A_WHILE);

        Said alarm = onlyBroadcast();
        assertThat(alarm.shown())
                .contains(DBA, "Step \"Back up the database\" (backup) failed: pg_dump ended with 1 Look into it.");
        assertThat(alarm.text()).contains(DBA, "shop-release on shop-production");
        assertThat(root().shown())
                .contains(":x: *protect*", "pg_dump ended with 1")
                .doesNotContain(DBA);
    }

    @Test
    void mentionsTheGroupWhereAStepHasNoOwner() {
        bench.take(events.release("shop-production"), events.failed("migrate", "V7 failed"));
        bench.pass(A_WHILE);

        assertThat(onlyBroadcast().shown()).contains(ON_CALL);
    }

    @Test
    void tellsAFailureAndTheRollbackThatFollowsItOnce() {
        bench.take(
                events.release("shop-production"),
                events.failed("backup", "pg_dump ended with 1"),
                events.status(DeploymentStatus.ROLLING_BACK, "Step \"backup\" failed: pg_dump ended with 1"));
        bench.pass(A_WHILE);
        assertThat(onlyBroadcast().shown()).contains(DBA, "It is being taken back: Step \"backup\" failed");

        bench.take(events.status(DeploymentStatus.ROLLED_BACK, "Everything is taken back."));
        bench.pass(A_WHILE);
        assertThat(broadcasts()).hasSize(2);
        assertThat(broadcasts().get(1).shown()).contains("It was rolled back").doesNotContain("<@", "<!subteam");
    }

    @Test
    void asksWithTheCommandsThatAnswer() {
        bench.take(
                events.release("shop-production"),
                events.question("Is the shop quiet?", false),
                events.status(WAITING, "Is the shop quiet?"));
        bench.pass(A_WHILE);

        assertThat(onlyBroadcast().shown())
                .contains(ON_CALL, "Is the shop quiet?", "another person than who started it")
                .contains("`./belay approve d1 --question q1 --comment \"...\"`");
        assertThat(root().shown()).contains("*waiting*", "`./belay approve d1 --question q1");
    }

    @Test
    void showsEverywhereThatADecisionWasTakenElsewhere() {
        bench.take(
                events.release("shop-production"),
                events.question("Is the shop quiet?", false),
                events.status(WAITING, "Is the shop quiet?"));
        bench.pass(A_WHILE);
        bench.take(events.decided(DecisionKind.APPROVE, "boris", "go"), events.status(RUNNING, "Decided by boris"));
        bench.pass(A_WHILE);

        assertThat(onlyBroadcast().shown())
                .contains("boris has decided: approve (step go-live): go")
                .doesNotContain("./belay approve", ON_CALL);
        assertThat(root().shown()).contains("boris has decided: approve").doesNotContain("./belay approve");
        assertThat(bench.replies("#releases")).hasSize(2);
    }

    @Test
    void asksNobodyWhatIsAnsweredAlready() {
        bench.take(
                events.release("shop-production"),
                events.question("Is the shop quiet?", false),
                events.status(WAITING, "Is the shop quiet?"),
                events.decided(DecisionKind.APPROVE, "boris", "go"),
                events.status(RUNNING, "Decided by boris"));
        bench.pass(A_WHILE);

        assertThat(broadcasts()).isEmpty();
        assertThat(bench.replies("#releases"))
                .singleElement()
                .satisfies(said -> assertThat(said.shown()).startsWith("boris has decided"));
    }

    @Test
    void usesTheChannelOfTheEnvironmentAndTheOneThatAStepNames() {
        bench.take(
                events.release("shop-staging"),
                events.notification("#customers", "Back at <noon> & not later"),
                events.notification(null, "Testers, please look"),
                events.notification("shop", "Here too"));
        bench.pass(A_WHILE);

        assertThat(bench.roots("#shop")).hasSize(1);
        assertThat(bench.roots("#customers"))
                .singleElement()
                .satisfies(said -> assertThat(said.shown())
                        .startsWith("Back at &lt;noon&gt; &amp; not later")
                        .contains("shop-release on shop-staging"));
        assertThat(bench.replies("#shop")).hasSize(2).allMatch(Said::broadcast);
        assertThat(bench.slack.workspace().messages("#releases")).isEmpty();
    }

    @Test
    void announcesInTheChannelOfTheAnnouncementAndShowsTheDeploymentThere() {
        bench.take(
                events.release("shop-production"),
                events.announced("#customers", "@dba", "The shop is released at half past twelve."));
        bench.pass(A_WHILE);

        assertThat(bench.roots("#customers"))
                .singleElement()
                .satisfies(said -> assertThat(said.shown())
                        .contains("It begins <!date^"
                                + SlackBench.NOON.plusSeconds(1800).getEpochSecond()));
        assertThat(bench.replies("#customers"))
                .singleElement()
                .satisfies(said ->
                        assertThat(said.shown()).startsWith(DBA + " The shop is released at half past twelve."));
        assertThat(bench.slack.workspace().messages("#releases")).isEmpty();
    }

    @Test
    void showsWhenAScheduledOneBeginsAndMentionsSomebodyWhereItDoesNot() {
        bench.take(
                events.release("shop-production"),
                events.scheduled(Duration.ofHours(8)),
                events.status(DeploymentStatus.SCHEDULED, "Begins at 20:00"));
        bench.pass(A_WHILE);
        assertThat(root().shown())
                .contains(":alarm_clock: It is *scheduled*", "Begins at 20:00")
                .contains("It begins <!date^"
                        + SlackBench.NOON.plus(Duration.ofHours(8)).getEpochSecond());
        assertThat(broadcasts()).isEmpty();

        bench.take(events.status(DeploymentStatus.CANCELLED, "Not begun: the file has changed."));
        bench.pass(A_WHILE);
        assertThat(onlyBroadcast().shown()).contains(ON_CALL, "It has not begun: Not begun: the file has changed.");
        assertThat(root().shown()).doesNotContain("It begins <!date");
    }

    @Test
    void mentionsNobodyWhereAPersonHasCancelledAScheduledOne() {
        bench.take(
                events.release("shop-production"),
                events.scheduled(Duration.ofHours(8)),
                events.status(DeploymentStatus.SCHEDULED, "Begins at 20:00"));
        bench.pass(A_WHILE);
        bench.take(
                events.decided(DecisionKind.CANCEL, "boris", "not tonight"),
                events.status(DeploymentStatus.CANCELLED, "Cancelled by boris: not tonight"));
        bench.pass(A_WHILE);

        assertThat(onlyBroadcast().shown()).contains("It was cancelled").doesNotContain(ON_CALL);
    }

    @Test
    void mentionsTheOwnerOfAStepThatIsDue() {
        bench.take(events.release("shop-production"), events.due("backup", "@dba"));
        bench.pass(A_WHILE);

        assertThat(bench.replies("#releases"))
                .singleElement()
                .satisfies(said ->
                        assertThat(said.shown()).startsWith(DBA + " Step \"Back up the database\" (backup) begins."));
    }

    @Test
    void fitsTheLargestPlanAndTheLongestTextsAndObeysNothingInThem() {
        String hostile = "<!channel> & <@U0SOMEBODY> `code` *bold* ".repeat(100);
        bench.take(events.hugeRelease(60, 30, hostile));
        for (int phase = 0; phase < 60; phase++) {
            bench.take(events.step("step-" + phase + "-0", StepStatus.RUNNING));
        }
        bench.take(
                events.failed("step-0-1", hostile.repeat(20)),
                events.question(hostile, true),
                events.status(WAITING, hostile),
                events.noted(hostile),
                events.notification(null, hostile),
                events.decided(DecisionKind.APPROVE, hostile, hostile));
        bench.pass(A_WHILE);

        assertThat(root().shown()).contains("… The rest: `./belay show d1`", "It does not all fit here");
        assertThat(bench.slack.texts())
                .noneMatch(text -> text.contains("<!channel>") || text.contains("<@U0SOMEBODY>"));
        assertThat(bench.slack.workspace().messages())
                .noneMatch(said -> said.text().contains("<!channel>"));
        assertThat(bench.replies("#releases"))
                .hasSizeGreaterThan(3)
                .anyMatch(said -> said.shown().contains("… (cut; the whole: `./belay show d1`)"));
        assertThat(bench.pending()).isZero();
    }

    @Test
    void showsADeploymentWhoseStartItHasNotSeen() {
        bench.take(events.status(DeploymentStatus.ROLLING_BACK, "The check failed"), events.step("backup", SKIPPED));
        bench.pass(A_WHILE);

        assertThat(root().shown()).contains("Deployment d1", "being taken back", "The check failed");
    }

    @Test
    void tellsNothingThatIsOlderThanItsFirstStart() {
        Events old = Events.of("d1", SlackBench.NOON.minus(Duration.ofHours(2)));
        bench.take(old.release("shop-production"), old.notification(null, "stale"));
        bench.pass(A_WHILE);
        assertThat(bench.slack.calls()).isEmpty();

        bench.take(old.later(Duration.ofHours(2)).status(SUCCEEDED, "Every step has succeeded"));
        bench.pass(A_WHILE);
        assertThat(root().shown()).contains("shop-release on shop-production", "*succeeded*");
        assertThat(bench.slack.texts()).noneMatch(text -> text.contains("stale"));
    }

    private Said root() {
        return bench.roots("#releases").get(0);
    }

    private java.util.List<Said> broadcasts() {
        return bench.replies("#releases").stream().filter(Said::broadcast).toList();
    }

    private Said onlyBroadcast() {
        assertThat(broadcasts()).hasSize(1);
        return broadcasts().get(0);
    }
}
