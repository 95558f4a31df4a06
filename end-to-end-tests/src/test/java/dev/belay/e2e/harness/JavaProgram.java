package dev.belay.e2e.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java program with the tests' own class path, in a small virtual machine that starts soon. */
record JavaProgram(String mainClass, String heap, List<String> arguments) {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String QUIET = "-Dlogback.configurationFile=dev/belay/embedded/servers-logback.xml";

    JavaProgram {
        arguments = List.copyOf(arguments);
    }

    List<String> command() {
        return command(List.of());
    }

    /** For a program without a logging system of its own. */
    List<String> quietCommand() {
        return command(List.of(QUIET));
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(ChildMain.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
