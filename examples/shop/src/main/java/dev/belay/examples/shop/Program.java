package dev.belay.examples.shop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program of this machine that the shop needs, and how to get it where it is missing. */
enum Program {
    GIT("git", "apt-get install git"),
    SH("sh", "apt-get install dash"),
    SETSID("setsid", "apt-get install util-linux"),
    TAR("tar", "apt-get install tar"),
    JAVAC("javac", "apt-get install openjdk-17-jdk-headless");

    private final String command;
    private final String installation;

    Program(String command, String installation) {
        this.command = command;
        this.installation = installation;
    }

    static void requireAll() {
        List<Program> missing =
                Stream.of(values()).filter(program -> !program.isPresent()).toList();
        if (!missing.isEmpty()) {
            throw new ShopSetupException("The shop needs programs that this machine lacks: "
                    + String.join(
                            "; ",
                            missing.stream()
                                    .map(program -> program.command + " (on Debian: " + program.installation + ")")
                                    .toList()));
        }
    }

    /** The JDK that runs this, which compiles and runs the shop too. */
    static Path jdk() {
        return Path.of(System.getProperty("java.home"));
    }

    /** What the command printed; an error with its last words where it failed. */
    static String run(Path directory, Map<String, String> variables, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(variables);
        try {
            Process process = builder.redirectInput(new File("/dev/null")).start();
            String output = new String(process.getInputStream().readAllBytes());
            int status = process.waitFor();
            if (status != 0) {
                throw new ShopSetupException("\"%s\" ended with status %d:%n%s"
                        .formatted(String.join(" ", command), status, output.strip()));
            }
            return output.strip();
        } catch (IOException unstartable) {
            throw new ShopSetupException("\"" + command.get(0) + "\" could not be run", unstartable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ShopSetupException("Interrupted while \"" + command.get(0) + "\" ran", interrupted);
        }
    }

    private boolean isPresent() {
        Stream<Path> places = this == JAVAC
                ? Stream.of(jdk().resolve("bin"))
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(Path::of);
        return places.anyMatch(place -> Files.isExecutable(place.resolve(command)));
    }
}
