package dev.belay.stack.machine;

import dev.belay.embedded.machine.ProgramSearch;
import dev.belay.embedded.machine.RecordedProcess;
import dev.belay.stack.state.StateDirectory;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Java program that goes on when we end: in a session of its own, its output in a log, its process id on record.
 *
 * @param name of log and record
 * @param flags for the JVM
 */
public record BackgroundProgram(String name, String mainClass, List<String> flags, List<String> arguments) {
    private static final long LARGE_LOG = 16_000_000;

    /** Settings of other servers and programs in the user's environment, which would win over our own. */
    private static final Set<String> FOREIGN =
            Set.of("PG", "TEMPORAL_", "KAFKA_", "SPRING_", "SERVER_", "MANAGEMENT_", "LOGGING_", "FLYWAY_");

    public BackgroundProgram {
        flags = List.copyOf(flags);
        arguments = List.copyOf(arguments);
    }

    public static Path log(StateDirectory state, String name) {
        return state.logs().resolve(name + ".log");
    }

    public static Path record(StateDirectory state, String name) {
        return state.processes().resolve(name + ".pid");
    }

    /** Starts it, and records it before anybody can ask. */
    public Process start(StateDirectory state) {
        Path log = log(state, name);
        try {
            rotate(log);
            ProcessBuilder builder = new ProcessBuilder(command())
                    .directory(state.root().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            removeForeign(builder.environment());
            Process process = builder.start();
            RecordedProcess.of(process.toHandle()).writeTo(record(state, name));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("\"%s\" cannot be started".formatted(name), e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(ownSession());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("-Xshare:auto", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return command;
    }

    // What the terminal sends to all of its processes, such as Ctrl-C, must not reach it.
    private static List<String> ownSession() {
        ProgramSearch path = ProgramSearch.onPath();
        return path.find("setsid")
                .map(setsid -> List.of(setsid.toString()))
                .or(() -> path.find("perl")
                        .map(perl ->
                                List.of(perl.toString(), "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV")))
                .orElse(List.of());
    }

    private static void removeForeign(Map<String, String> environment) {
        environment.keySet().removeIf(variable -> FOREIGN.stream().anyMatch(variable::startsWith));
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
