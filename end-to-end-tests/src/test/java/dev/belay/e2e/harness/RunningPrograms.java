package dev.belay.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The processes of this machine with their arguments and variables, as far as our user may see them. */
public final class RunningPrograms {
    private RunningPrograms() {}

    /** The programs whose arguments or variables hold the text, such as an execution's name. */
    public static List<String> with(String text) {
        String own = String.valueOf(ProcessHandle.current().pid());
        return list().stream()
                .filter(line -> line.contains(text))
                .filter(line -> !line.strip().startsWith(own + " "))
                .map(line -> line.substring(0, Math.min(line.length(), 300)))
                .toList();
    }

    private static List<String> list() {
        try {
            Process ps = new ProcessBuilder("ps", "axeww", "-o", "pid=,stat=,command=")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.lines()
                    .filter(line -> !line.strip().matches("\\d+ Z.*"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
