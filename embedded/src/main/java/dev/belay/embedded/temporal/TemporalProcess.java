package dev.belay.embedded.temporal;

import dev.belay.embedded.machine.ForeignSettings;
import dev.belay.embedded.machine.RecordedProcess;
import dev.belay.embedded.machine.RestartLimit;
import dev.belay.embedded.machine.ShutdownHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The temporal program as a child of this JVM: started again where it ends by itself, ended where we end. */
final class TemporalProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TemporalProcess.class);
    private static final String RECORD = "temporal.pid";
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final List<String> arguments;
    private final Path directory;
    private final RestartLimit restarts = new RestartLimit(5, Duration.ofMinutes(1));
    private final Thread endWithUs = new Thread(this::endChild, "temporal-end");
    private Process child;
    private boolean closing;

    private TemporalProcess(List<String> arguments, Path directory) {
        this.arguments = arguments;
        this.directory = directory;
        ShutdownHook.add(endWithUs);
        this.child = launch();
    }

    static TemporalProcess start(
            TemporalProgram program, TemporalConfiguration configuration, int port, int metricsPort) {
        Path directory = configuration.directory();
        Path state = directory.resolve(program.stateFileName());
        sayWhereOlderStateStays(directory, state);
        TemporalProcess process = new TemporalProcess(
                program.serverCommand(state, port, metricsPort, configuration.namespace()), directory);
        try {
            new TemporalReadiness(port, configuration.namespace()).await(READY_LIMIT, process::isAlive);
        } catch (RuntimeException e) {
            process.close();
            throw new IllegalStateException("%s Its output: %s".formatted(e.getMessage(), process.output()), e);
        }
        return process;
    }

    /** Ends the child of a process that was killed and could not do so itself; true where there was one. */
    static boolean endLeftover(Path directory) {
        Optional<RecordedProcess> leftover = RecordedProcess.findIn(directory.resolve(RECORD))
                .filter(process -> process.findLive().isPresent());
        leftover.ifPresent(process -> {
            log.warn(
                    "Ending process {}, the Temporal server that an earlier run left behind in {}",
                    process.processId(),
                    directory);
            process.end();
        });
        return leftover.isPresent();
    }

    private static void sayWhereOlderStateStays(Path directory, Path state) {
        if (Files.exists(state)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().matches("temporal-.*\\.db"))
                    .forEach(older -> log.warn(
                            "Temporal starts with empty state {}: {} belongs to another version of the program and stays untouched",
                            state,
                            older));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Process launch() {
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(outputFile().toFile());
        ForeignSettings.removeFrom(builder.environment());
        try {
            Process started = builder.start();
            RecordedProcess.of(started.toHandle()).writeTo(directory.resolve(RECORD));
            started.onExit().thenRun(this::ended);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("\"%s\" cannot be started".formatted(arguments.get(0)), e);
        }
    }

    private synchronized void ended() {
        if (closing) {
            return;
        }
        if (!restarts.allowsAnother()) {
            log.error("Temporal ended again and again and is not started any more. Its output: {}", output());
            return;
        }
        log.error("Temporal ended by itself with {}: starting it again. Its output: {}", child.exitValue(), output());
        child = launch();
    }

    private synchronized boolean isAlive() {
        return child.isAlive();
    }

    private String output() {
        try {
            String text = Files.readString(outputFile()).strip();
            return text.substring(Math.max(0, text.length() - 2_000));
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    private Path outputFile() {
        return directory.resolve("temporal.log");
    }

    private synchronized void endChild() {
        closing = true;
        RecordedProcess.of(child.toHandle()).end();
    }

    @Override
    public void close() {
        ShutdownHook.remove(endWithUs);
        endChild();
        try {
            Files.deleteIfExists(directory.resolve(RECORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
