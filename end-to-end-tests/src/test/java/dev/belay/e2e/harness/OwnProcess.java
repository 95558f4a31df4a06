package dev.belay.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One program in a process of its own that can be killed, frozen and started again; its output goes to one file. */
public final class OwnProcess implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(20);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final Path log;
    private @Nullable Process process;

    public OwnProcess(String name, List<String> command, Map<String, String> environment, Path log) {
        this(name, command, environment, Path.of("").toAbsolutePath(), log);
    }

    /** One that runs in a directory of its own. */
    public OwnProcess(String name, List<String> command, Map<String, String> environment, Path directory, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = new HashMap<>(environment);
        this.directory = directory;
        this.log = log;
    }

    public String name() {
        return name;
    }

    /** Sets a variable for the next start. */
    public void set(String variable, String value) {
        environment.put(variable, value);
    }

    public void start() {
        assertThat(isAlive()).as(name + " runs already").isFalse();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(OwnProcess::isForeign);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException broken) {
            throw new UncheckedIOException(name + " cannot be started", broken);
        }
    }

    /** Settings of whoever runs the tests must not reach Belay. */
    private static boolean isForeign(String variable) {
        return variable.startsWith("SPRING_") || variable.startsWith("BELAY_") || variable.startsWith("PG");
    }

    /** As {@code kill -9}; returns when the process is gone. */
    public void kill() {
        Process running = running();
        running.destroyForcibly();
        awaitEnd(running);
    }

    /** As {@code kill}; returns when the process has ended. */
    public void stop() {
        Process running = running();
        running.destroy();
        awaitEnd(running);
    }

    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).map(Process::toHandle);
    }

    /** All that it has printed, over every start. */
    public String output() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public void awaitOutput(String text, Duration limit) {
        await(name + " prints \"" + text + "\", see " + log).atMost(limit).until(() -> output().contains(text));
    }

    private Process running() {
        assertThat(isAlive()).as(name + " runs, see " + log).isTrue();
        return java.util.Objects.requireNonNull(process);
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder(
                            "kill", "-" + signal, String.valueOf(running().pid()))
                    .start();
            assertThat(kill.waitFor()).as("kill -" + signal + " of " + name).isZero();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void awaitEnd(Process running) {
        try {
            assertThat(running.waitFor(END.toSeconds(), TimeUnit.SECONDS))
                    .as(name + " ends")
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public String toString() {
        return name + (isAlive() ? " (runs)" : " (does not run)");
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }
}
