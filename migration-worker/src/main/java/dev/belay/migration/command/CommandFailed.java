package dev.belay.migration.command;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A migration tool's command that ended with another exit code than 0. */
public final class CommandFailed extends RuntimeException {
    private static final String TRACEBACK = "Traceback (most recent call last):";
    private static final Pattern ERROR = Pattern.compile("(?:[A-Za-z_]\\w*\\.)*[A-Za-z_]\\w*: \\S.*");
    private static final Pattern LOCK = Pattern.compile("LockNotAvailable|due to lock timeout");
    private static final Pattern LOST = Pattern.compile(
            "AdminShutdown|terminating connection|server closed the connection|connection to server .* failed"
                    + "|could not connect to server|the connection is (closed|lost)");
    private static final int LONGEST_EXCERPT = 8_000;

    private final String what;
    private final String output;

    private CommandFailed(String what, String output) {
        super(what);
        this.what = what;
        this.output = output;
    }

    static CommandFailed of(String tool, String arguments, int exitCode, String output) {
        return new CommandFailed(
                tool + " (" + arguments + ") ended with exit code " + exitCode + ": " + error(output), output);
    }

    /** The error of the last traceback, or else the last line. */
    private static String error(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        int traceback = lines.lastIndexOf(TRACEBACK);
        if (traceback >= 0) {
            for (String line : lines.subList(traceback + 1, lines.size())) {
                Matcher error = ERROR.matcher(line);
                if (error.matches()) {
                    return line.strip();
                }
            }
        }
        return lines.isEmpty()
                ? "it printed nothing"
                : lines.get(lines.size() - 1).strip();
    }

    /** The same failure, with what was being done. */
    public CommandFailed during(String doing) {
        CommandFailed failed = new CommandFailed(doing + " failed: " + what, output);
        failed.addSuppressed(this);
        return failed;
    }

    /** What failed, with the tool's own error. */
    public String what() {
        return what;
    }

    public boolean lockNotAvailable() {
        return LOCK.matcher(output).find();
    }

    public boolean connectionLost() {
        return LOST.matcher(output).find();
    }

    /** The end of its output. */
    public String excerpt() {
        return output.substring(Math.max(0, output.length() - LONGEST_EXCERPT)).strip();
    }
}
