package dev.belay.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Progress;
import dev.belay.contracts.work.RunWork;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.TaskSettings;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHandlerTest {
    private final RunHandler handler = new RunHandler(new SupervisedProcesses(Duration.ofSeconds(1)));

    @TempDir
    Path directory;

    @Test
    void runsTheTaskAndShowsItsLastLines() throws Exception {
        HandlerExecution execution = execution(task("printf 'one\\ntwo\\n\\nthree\\nfour\\nfive\\nsix\\n'"));

        Done done = handler.handle(real(Map.of()), execution);

        assertThat(done.evidence()).contains(new Evidence("last lines", "two\nthree\nfour\nfive\nsix"));
        assertThat(execution.databaseSessionsKnown()).isFalse();
    }

    @Test
    void givesEachArgumentAsOneArgument() throws Exception {
        TaskSettings task = task("printf '<%s>' \"$@\"", "${shop}", "--since=${since}");

        Done done = handler.handle(real(Map.of("shop", "a b; $(id)", "since", "-1d")), execution(task));

        assertThat(done.evidence()).contains(new Evidence("last lines", "<a b; $(id)><--since=-1d>"));
    }

    @Test
    void refusesAnArgumentThatWouldBeAnOption() {
        TaskSettings task = task("true", "${shop}");

        assertThatThrownBy(() -> handler.handle(real(Map.of("shop", "--force")), execution(task)))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.ARGUMENT_REFUSED);
                    assertThat(failed.failure().message()).contains("\"--force\" for ${shop}");
                });
    }

    @Test
    void refusesControlCharactersAndUnknownArguments() {
        TaskSettings task = task("true", "${shop}");

        assertThatThrownBy(() -> handler.handle(real(Map.of("shop", "a\nb")), execution(task)))
                .hasMessageContaining("control character");
        assertThatThrownBy(() -> handler.handle(real(Map.of("shop", "a", "shpo", "b")), execution(task)))
                .hasMessageContaining("has no argument \"shpo\"; it takes shop");
        assertThatThrownBy(() -> handler.handle(real(Map.of()), execution(task)))
                .hasMessageContaining("uses \"${shop}\"");
    }

    @Test
    void neverLetsThePlanChooseTheProgram() {
        TaskSettings task = new TaskSettings(
                "import",
                new CommandLine(List.of("${program}")),
                Optional.empty(),
                Manifest.Changes.NOTHING,
                Optional.empty(),
                Optional.empty(),
                false);

        assertThatThrownBy(() -> handler.handle(real(Map.of("program", "reboot")), execution(task)))
                .hasMessageContaining("would let the plan choose the program");
    }

    @Test
    void readsProgressOffTheOutput() throws Exception {
        TaskSettings task = new TaskSettings(
                "import",
                shell("echo Imported 3 of 12; echo noise; echo Imported 99999999999999999999 of 12;"
                        + " echo Imported 12 of 12"),
                Optional.empty(),
                Manifest.Changes.DATA,
                Optional.of(Pattern.compile("Imported (?<done>\\d+) of (?<total>\\d+)")),
                Optional.empty(),
                false);
        HandlerExecution execution = execution(task);

        handler.handle(real(Map.of()), execution);

        assertThat(execution.progress())
                .containsExactly(
                        new Progress(3, 12L, "items", "Task import"), new Progress(12, 12L, "items", "Task import"));
    }

    @Test
    void dryRunUsesItsOwnCommand() throws Exception {
        TaskSettings task = new TaskSettings(
                "import",
                shell("echo real"),
                Optional.of(shell("echo forecast")),
                Manifest.Changes.DATA,
                Optional.empty(),
                Optional.empty(),
                false);

        Done done = handler.handle(dryRun(), execution(task));

        assertThat(done.evidence()).contains(new Evidence("last lines", "forecast"));
        assertThatThrownBy(() -> handler.handle(dryRun(), execution(task("true"))))
                .hasMessageContaining("has no \"dryRun\"");
    }

    @Test
    void namesTheNearestTaskWhereOneIsMissing() {
        HandlerExecution execution = execution(task("true"));

        assertThatThrownBy(() -> handler.handle(new RunWork("imprt", Map.of(), RunWork.Mode.REAL, null), execution))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.ENVIRONMENT_LACKS);
                    assertThat(failed.failure().next()).isEqualTo("Did you mean \"import\"?");
                });
    }

    @Test
    void saysHowATaskFailed() {
        assertThatThrownBy(
                        () -> handler.handle(real(Map.of()), execution(task("echo sesame-open was refused; exit 4"))))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().message()).contains("Task \"import\"", "exit code 4");
                    assertThat(failed.failure().excerpt()).isEqualTo("*** was refused");
                    assertThat(failed.failure().message()).doesNotContain("sesame");
                });
    }

    @Test
    void witnessKnowsOnlyWhatItCanKnow() throws Exception {
        TaskSettings once = task("true");
        HandlerExecution neverStarted = execution(once);
        HandlerExecution finished = execution(once);
        handler.handle(real(Map.of()), finished);

        assertThat(handler.witness(real(Map.of()), neverStarted)).isInstanceOf(Witnessed.WasNotDone.class);
        assertThat(handler.witness(real(Map.of()), finished)).isInstanceOf(Witnessed.WasDone.class);
        assertThat(handler.witness(real(Map.of()), started(once))).isInstanceOf(Witnessed.NobodyKnows.class);
        assertThat(handler.witness(dryRun(), started(once))).isInstanceOf(Witnessed.WasNotDone.class);
        assertThat(handler.witness(real(Map.of()), started(changing(Manifest.Changes.NOTHING, false))))
                .isInstanceOf(Witnessed.WasNotDone.class);
        assertThat(handler.witness(real(Map.of()), started(changing(Manifest.Changes.OUTSIDE, true))))
                .isInstanceOf(Witnessed.WasNotDone.class);
    }

    private HandlerExecution started(TaskSettings task) {
        HandlerExecution execution = execution(task);
        execution.note("started", "import");
        return execution;
    }

    private TaskSettings changing(Manifest.Changes changes, boolean repeatable) {
        return new TaskSettings(
                "import", shell("true"), Optional.empty(), changes, Optional.empty(), Optional.empty(), repeatable);
    }

    private TaskSettings task(String script, String... arguments) {
        return new TaskSettings(
                "import",
                shell(script, arguments),
                Optional.empty(),
                Manifest.Changes.DATA,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static CommandLine shell(String script, String... arguments) {
        return new CommandLine(Stream.concat(Stream.of("sh", "-c", script, "task"), Stream.of(arguments))
                .toList());
    }

    private static RunWork real(Map<String, String> arguments) {
        return new RunWork("import", arguments, RunWork.Mode.REAL, null);
    }

    private static RunWork dryRun() {
        return new RunWork("import", Map.of(), RunWork.Mode.DRY_RUN, null);
    }

    private static HandlerExecution execution(TaskSettings task) {
        return HandlerExecution.of(
                "run-1",
                Environments.environment().task(task).secret("sesame-open").build());
    }
}
