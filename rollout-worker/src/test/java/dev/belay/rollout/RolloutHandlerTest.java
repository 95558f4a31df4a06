package dev.belay.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.contracts.work.RolloutWork.Operation;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutHandlerTest {
    private final RolloutHandler handler = new RolloutHandler(new SupervisedProcesses(Duration.ofSeconds(1)));

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void liveShop() throws Exception {
        shop = new Shop(directory);
        shop.live("v1.0.0");
    }

    @Test
    void readsTheLiveVersionAndWhereItLies() throws Exception {
        shop.currentBy("echo noise >&2; cat live/version; echo more");

        Done done = handler.handle(work(Operation.CURRENT, null), execution());

        assertThat(done.output())
                .isEqualTo(new Output.CurrentRelease(
                        new Release("v1.0.0", shop.releases().resolve("v1.0.0").toString())));
    }

    @Test
    void saysThatTheLiveVersionCannotBeRead() {
        shop.currentBy("true");
        assertThatThrownBy(() -> handler.handle(work(Operation.CURRENT, null), execution()))
                .hasMessageContaining("first line is empty");

        shop.currentBy("echo broken link >&2; exit 7");
        assertThatThrownBy(() -> handler.handle(work(Operation.CURRENT, null), execution()))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().message()).contains("\"current\"", "exit code 7");
                    assertThat(failed.failure().excerpt()).contains("broken link");
                });
    }

    @Test
    void refusesALiveVersionThatIsNoDirectoryName() {
        shop.currentBy("echo ../../etc");

        assertThatThrownBy(() -> handler.handle(work(Operation.CURRENT, null), execution()))
                .hasMessageContaining("\"../../etc\" cannot name a directory");
    }

    @Test
    void stopsActivatesAndStartsInThisOrder() throws Exception {
        Done done = handler.handle(work(Operation.ROLL_OUT, "v2.0.0"), execution());

        assertThat(shop.log()).containsExactly("prepare", "stop", "activate", "start", "current");
        assertThat(shop.liveVersion()).isEqualTo("v2.0.0");
        assertThat(done.evidence())
                .extracting(Evidence::label)
                .containsExactly("prepare", "release directory", "stop", "activate", "start", "live version");
        assertThat(done.evidence().get(2).value()).matches("(?s)sh -c .* took \\d+.*");
    }

    @Test
    void preparesOnceAndChangesNothingLive() throws Exception {
        handler.handle(work(Operation.PREPARE, "v2.0.0"), execution());
        Done again = handler.handle(work(Operation.PREPARE, "v2.0.0"), execution());
        handler.handle(work(Operation.ROLL_OUT, "v2.0.0"), execution());

        assertThat(shop.log()).containsExactly("prepare", "stop", "activate", "start", "current");
        assertThat(again.evidence())
                .singleElement()
                .satisfies(seen -> assertThat(seen.value()).endsWith(", prepared before by Belay"));
    }

    @Test
    void tellsWhatAPreparedReleaseBrings() throws Exception {
        shop.changesBy("echo \"1a2b3c4 Sizes in $2\"; echo \"since $1\"");

        Done done = handler.handle(work(Operation.PREPARE, "v2.0.0"), execution());

        assertThat(done.evidence())
                .last()
                .isEqualTo(
                        new Evidence(RolloutWork.CHANGES, "1a2b3c4 Sizes in v2.0.0\nsince v1.0.0\n(v1.0.0 to v2.0.0)"));
    }

    @Test
    void tellsTheFirstOfManyChangesAndHowManyMoreThereAre() throws Exception {
        shop.changesBy("seq 1 25");

        Done done = handler.handle(work(Operation.PREPARE, "v2.0.0"), execution());

        assertThat(done.evidence().get(done.evidence().size() - 1).value())
                .startsWith("1\n2\n")
                .endsWith("\n20\n… and 5 more lines\n(v1.0.0 to v2.0.0)");
    }

    @Test
    void isPreparedAllTheSameWhereTheChangesCannotBeTold() throws Exception {
        shop.changesBy("echo no such tag >&2; exit 128");

        Done done = handler.handle(work(Operation.PREPARE, "v2.0.0"), execution());

        assertThat(Files.exists(shop.releases().resolve("v2.0.0"))).isTrue();
        assertThat(done.evidence().get(done.evidence().size() - 1).value())
                .startsWith("could not be told: Command \"changes\"")
                .contains("exit code 128");
    }

    @Test
    void takesADirectoryThatWasLaidOutByHandAsItIs() throws Exception {
        Files.createDirectories(shop.releases().resolve("v2.0.0"));

        Done done = handler.handle(work(Operation.PREPARE, "v2.0.0"), execution());

        assertThat(shop.log()).isEmpty();
        assertThat(done.evidence().get(0).value()).contains("was there without Belay");
    }

    @Test
    void leavesNothingHalfMadeWhenAPreparationFails() throws Exception {
        shop.preparedBy("mkdir -p \"$1/deep\"; ln -s / \"$1/root\"; echo no space; exit 1");

        assertThatThrownBy(() -> handler.handle(work(Operation.PREPARE, "v2.0.0"), execution()))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.PROCESS_FAILED);
                    assertThat(failed.failure().excerpt()).contains("no space");
                });

        assertThat(shop.releases().resolve("v2.0.0")).doesNotExist();
        assertThat(shop.releases().resolve(".belay")).isEmptyDirectory();
        assertThat(Path.of("/usr")).isNotEmptyDirectory();
    }

    @Test
    void saysThatPreparationMadeNoDirectory() {
        shop.preparedBy("true");

        assertThatThrownBy(() -> handler.handle(work(Operation.PREPARE, "v2.0.0"), execution()))
                .hasMessageContaining("v2.0.0 was not made");
    }

    @Test
    void witnessRemovesADirectoryThatACrashLeftHalfMade() throws Exception {
        HandlerExecution crashed = execution();
        crashed.note("preparing", shop.releases().resolve("v2.0.0").toString());
        Files.createDirectories(shop.releases().resolve("v2.0.0/half"));

        Witnessed witnessed = handler.witness(work(Operation.PREPARE, "v2.0.0"), crashed);

        assertThat(witnessed).isInstanceOf(Witnessed.WasNotDone.class);
        assertThat(shop.releases().resolve("v2.0.0")).doesNotExist();
    }

    @Test
    void witnessLeavesADirectoryAloneThatThisExecutionDidNotMake() throws Exception {
        assertThat(handler.witness(work(Operation.PREPARE, "v1.0.0"), execution()))
                .isInstanceOf(Witnessed.WasNotDone.class);
        assertThat(handler.witness(work(Operation.ROLL_OUT, "v1.0.0"), execution()))
                .isInstanceOf(Witnessed.WasNotDone.class);

        assertThat(shop.liveVersion()).isEqualTo("v1.0.0");
    }

    @Test
    void refusesAHalfMadeDirectoryWhoseExecutionIsForgotten() throws Exception {
        Files.createDirectories(shop.releases().resolve("v2.0.0"));
        Files.createDirectories(shop.releases().resolve(".belay"));
        Files.writeString(shop.releases().resolve(".belay/v2.0.0.preparing"), "deployment-0/rollout/do/1\n");

        assertThatThrownBy(() -> handler.handle(work(Operation.ROLL_OUT, "v2.0.0"), execution()))
                .hasMessageContaining("left half-made by execution deployment-0/rollout/do/1");
        assertThat(shop.log()).isEmpty();
    }

    @Test
    void showsDiagnosisWhenTheStartFails() {
        shop.startedBy("echo port in use; exit 3");

        assertThatThrownBy(() -> handler.handle(work(Operation.ROLL_OUT, "v2.0.0"), execution()))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.PROCESS_FAILED);
                    assertThat(failed.failure().message())
                            .contains("Command 1 of 1 of \"start\" (sh -c", "exit code 3");
                    assertThat(failed.failure().excerpt()).containsSubsequence("port in use", "api FATAL");
                });
    }

    @Test
    void saysWhichVersionIsLiveWhereItIsNotTheWantedOne() {
        shop.currentBy("echo v1.9.9");

        assertThatThrownBy(() -> handler.handle(work(Operation.ROLL_OUT, "v2.0.0"), execution()))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.EXPECTATION_NOT_MET);
                    assertThat(failed.failure().message()).contains("\"v1.9.9\"", "\"v2.0.0\"");
                });
    }

    @Test
    void givesSettingsToTheCommandsAndReportsTheirHashOnly() throws Exception {
        shop.startedBy("echo \"$BELAY_SETTING_PRICE_LIST\" > setting");
        RolloutWork work =
                new RolloutWork(Operation.ROLL_OUT, new Release("v2.0.0", null), Map.of("price-list", "spring offer"));

        Done done = handler.handle(work, execution());

        assertThat(shop.file("setting")).hasContent("spring offer");
        assertThat(done.evidence().toString())
                .contains("sha256 " + new Settings(work.settings()).hash())
                .doesNotContain("spring offer");
    }

    @Test
    void redactsSecretsInCommandsAndOutput() {
        shop.startedBy("echo token sesame-open; exit 1");

        assertThatThrownBy(() -> handler.handle(work(Operation.START, null), execution()))
                .isInstanceOfSatisfying(
                        WorkFailed.class,
                        failed -> assertThat(failed.failure().toString())
                                .contains("token ***")
                                .doesNotContain("sesame"));
    }

    @Test
    void boundsEndlessAndBinaryOutput() {
        shop.startedBy("head -c 100000000 /dev/urandom; echo; echo the end; exit 1");

        assertThatThrownBy(() -> handler.handle(work(Operation.START, null), execution()))
                .isInstanceOfSatisfying(
                        WorkFailed.class,
                        failed -> assertThat(failed.failure().excerpt())
                                .hasSizeLessThan(20_000)
                                .contains("the end"));
    }

    @Test
    void stopsAndStartsByThemselves() throws Exception {
        handler.handle(work(Operation.STOP, null), execution());
        handler.handle(work(Operation.START, null), execution());

        assertThat(shop.log()).containsExactly("stop", "start");
    }

    @Test
    void cancelEndsACommandThatIgnoresTermAndRemovesWhatItHadMade() throws Exception {
        shop.preparedBy("mkdir \"$1\"; trap '' TERM; echo $$ > pid; while true; do sleep 1; done");
        HandlerExecution execution = execution();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        handler.handle(work(Operation.PREPARE, "v2.0.0"), execution);
                    } catch (Exception expected) {
                        ended.complete(expected);
                    }
                })
                .start();
        await().until(() -> Files.exists(shop.file("pid"))
                && !Files.readString(shop.file("pid")).isBlank());
        long pid = Long.parseLong(Files.readString(shop.file("pid")).strip());

        execution.cancel();

        assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        await().untilAsserted(() ->
                assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty());
        assertThat(shop.releases().resolve("v2.0.0")).doesNotExist();
    }

    @Test
    void witnessOfARollOutSaysDoneOnlyWhereItHadStartedAndIsLive() throws Exception {
        HandlerExecution finished = execution();
        handler.handle(work(Operation.ROLL_OUT, "v2.0.0"), finished);
        HandlerExecution brokenOff = execution();
        brokenOff.note("stage", "stop");

        assertThat(handler.witness(work(Operation.ROLL_OUT, "v2.0.0"), finished))
                .isInstanceOf(Witnessed.WasDone.class);
        assertThat(handler.witness(work(Operation.ROLL_OUT, "v2.0.0"), brokenOff))
                .isEqualTo(new Witnessed.WasNotDone(
                        "it broke off in \"stop\"; its commands are repeatable and begin again"));
        assertThat(handler.witness(work(Operation.ROLL_OUT, "v2.0.0"), execution()))
                .isEqualTo(new Witnessed.WasNotDone("none of its commands had begun"));
    }

    private RolloutWork work(Operation operation, @Nullable String version) {
        return new RolloutWork(operation, version == null ? null : new Release(version, null), Map.of());
    }

    private HandlerExecution execution() {
        return HandlerExecution.of(
                "rollout",
                Environments.environment()
                        .rollout(shop.settings())
                        .secret("sesame-open")
                        .build());
    }
}
