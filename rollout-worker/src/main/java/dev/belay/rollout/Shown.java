package dev.belay.rollout;

import dev.belay.worker.environment.Environment;
import dev.belay.worker.redaction.Redactor;
import java.util.List;

/** Commands and output in the form in which people see them: redacted and short. */
final class Shown {
    private static final int LONGEST_COMMAND = 100;

    private Shown() {}

    /** The program and its first arguments on one line. */
    static String command(List<String> command, Environment environment) {
        String line = Redactor.of(environment.secrets())
                .redact(String.join(" ", command))
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() <= LONGEST_COMMAND ? line : line.substring(0, LONGEST_COMMAND) + "…";
    }

    /** The end of an output, at most so many characters, whole lines where it is cut. */
    static String end(String output, int longest) {
        if (output.length() <= longest) {
            return output;
        }
        String end = output.substring(output.length() - longest);
        int line = end.indexOf('\n');
        return "[…]\n" + (line < 0 ? end : end.substring(line + 1));
    }

    /** The last lines of an output. */
    static String lastLines(String output, int lines, int longest) {
        List<String> all = output.lines().filter(line -> !line.isBlank()).toList();
        return end(String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size())), longest);
    }
}
