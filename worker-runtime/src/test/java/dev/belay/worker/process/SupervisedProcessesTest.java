package dev.belay.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessesTest {
    private final SupervisedProcesses processes = new SupervisedProcesses(Duration.ofSeconds(1));
    private final HandlerExecution execution = HandlerExecution.of(
            "run-1", Environments.environment().secret("sesame-open").build());

    @TempDir
    Path directory;

    @Test
    void returnsExitCodeAndOutput() throws Exception {
        ProcessResult result = processes.run(shell("echo out; echo err >&2; exit 3"), execution);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.tail().lines()).containsExactlyInAnyOrder("out", "err");
    }

    @Test
    void redactsSecretsInPlainAndEncodedForms() throws Exception {
        ProcessResult result =
                processes.run(shell("echo password sesame-open; printf sesame-open | base64"), execution);

        assertThat(result.tail()).isEqualTo("password ***\n***");
    }

    @Test
    void keepsTheEndOfEndlessOutputInBoundedMemory() throws Exception {
        ProcessResult result =
                processes.run(shell("head -c 100000000 /dev/zero | tr '\\0' x; echo; echo the end"), execution);

        assertThat(result.tail()).hasSizeLessThan(20_000).endsWith("the end");
    }

    @Test
    void keepsTheEndOfVeryManyLinesInBoundedMemory() throws Exception {
        ProcessResult result =
                processes.run(shell("yes 'a line of many' | head -c 4000000; echo; echo the end"), execution);

        assertThat(result.tail()).hasSizeLessThan(20_000).endsWith("the end");
    }

    @Test
    void showsBinaryOutputAsReadableText() throws Exception {
        ProcessResult result = processes.run(shell("printf 'a\\001\\377b\\n'"), execution);

        assertThat(result.tail()).isEqualTo("a..b");
    }

    @Test
    void namesTheProgramThatIsMissing() {
        assertThatThrownBy(() -> processes.run(ProcessRequest.of(List.of("no-such-program")), execution))
                .isInstanceOf(WorkFailed.class)
                .hasMessageContaining("\"no-such-program\" was not found");
    }

    @Test
    void cancelEndsTheWholeGroupEvenWhereItIgnoresTerm() throws Exception {
        Path pid = directory.resolve("pid");
        String stubborn = "trap '' TERM; sh -c \"trap '' TERM; echo \\$\\$ > " + pid + "; sleep 60; sleep 60\" & "
                + "while true; do sleep 1; done";
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread runner = new Thread(() -> {
            try {
                processes.run(shell(stubborn), execution);
            } catch (InterruptedException | RuntimeException expected) {
                ended.complete(expected);
            }
        });
        runner.start();
        await().until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());
        long grandchild = Long.parseLong(Files.readString(pid).strip());

        execution.cancel();

        assertThat(ended.get(20, java.util.concurrent.TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        await().untilAsserted(() -> assertThat(ProcessHandle.of(grandchild).filter(ProcessHandle::isAlive))
                .isEmpty());
    }

    @Test
    void leavesADaemonAliveThatHasASessionOfItsOwn() throws Exception {
        Path pid = directory.resolve("daemon");
        processes.run(
                shell("setsid sh -c 'echo $$ > " + pid + "; exec sleep 30' >/dev/null 2>&1 & while [ ! -s " + pid
                        + " ]; do sleep 0.05; done"),
                execution);
        ProcessHandle daemon =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        assertThat(daemon.isAlive()).isTrue();
        daemon.destroyForcibly();
    }

    private static ProcessRequest shell(String script) {
        return ProcessRequest.of(List.of("sh", "-c", script));
    }
}
