package dev.belay.embedded.temporal;

import dev.belay.embedded.machine.Command;
import dev.belay.embedded.machine.ProgramSearch;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The temporal command line of this machine, which is the real server with its state in a file. */
public record TemporalProgram(Path file) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("temporal version (\\S+)(?: \\(Server ([^,)\\s]+))?");

    /** The first one on the PATH, else where {@code scripts/install-temporal} puts it. */
    public static Optional<TemporalProgram> find() {
        return find(System.getenv());
    }

    static Optional<TemporalProgram> find(Map<String, String> variables) {
        return new ProgramSearch(directories(variables)).find("temporal").map(TemporalProgram::new);
    }

    /** The PATH, then where Go installs programs: GOBIN, GOPATH/bin, ~/go/bin. */
    private static List<Path> directories(Map<String, String> variables) {
        List<String> directories =
                new ArrayList<>(List.of(variables.getOrDefault("PATH", "").split(File.pathSeparator)));
        directories.add(variables.getOrDefault("GOBIN", ""));
        firstOf(variables.getOrDefault("GOPATH", "")).ifPresent(path -> directories.add(path + "/bin"));
        Optional.ofNullable(variables.get("HOME")).ifPresent(home -> directories.add(home + "/go/bin"));
        return directories.stream()
                .filter(directory -> !directory.isBlank())
                .map(Path::of)
                .toList();
    }

    private static Optional<String> firstOf(String paths) {
        return Optional.of(paths.split(File.pathSeparator)[0]).filter(path -> !path.isBlank());
    }

    /**
     * The name of the state's file. The program lays out the tables only in a new file and never changes them, so a
     * file belongs to one version; and as a program built from source calls itself 0.0.0, the server's version counts too.
     */
    String stateFileName() {
        String printed = new Command(List.of(file.toString(), "--version"), LIMIT).output();
        return stateFileName(printed);
    }

    static String stateFileName(String printedVersion) {
        Matcher matcher = VERSION.matcher(printedVersion);
        if (!matcher.find()) {
            throw new IllegalStateException(
                    "\"temporal --version\" printed \"%s\", expected \"temporal version X (Server Y, ...)\". Install another version."
                            .formatted(printedVersion.strip()));
        }
        String server = matcher.group(2) == null ? "" : "-server-" + matcher.group(2);
        return "temporal-" + (matcher.group(1) + server).replaceAll("[^A-Za-z0-9.-]", "_") + ".db";
    }

    /** What starts the server, which makes the namespace and offers its own metrics to Prometheus. */
    public List<String> serverCommand(Path state, int port, int metricsPort, String namespace) {
        return List.of(
                file.toString(),
                "server",
                "start-dev",
                "--db-filename",
                state.toString(),
                "--headless",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--metrics-port",
                Integer.toString(metricsPort),
                "--namespace",
                namespace,
                "--log-level",
                "warn",
                "--disable-config-file",
                "--disable-config-env");
    }
}
