package dev.belay.worker.database;

import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much room the disk has on which the database's server keeps its data. PostgreSQL does not tell, so the
 * environment names a command that does.
 */
public sealed interface DatabaseDisk {
    /** As the command told it. */
    record Free(long bytes) implements DatabaseDisk {}

    /** The environment names no such command. */
    record Unnamed() implements DatabaseDisk {}

    /**
     * The command told nothing that could be read.
     *
     * @param why for people, beginning with the command's name
     */
    record Unread(String why) implements DatabaseDisk {}

    static DatabaseDisk ask(Processes processes, Execution execution) throws InterruptedException {
        Environment environment = execution.environment();
        Optional<CommandLine> command = environment.requireDatabase().diskFree();
        if (command.isEmpty()) {
            return new Unnamed();
        }
        List<String> arguments = Substitutions.of(environment, Optional.empty()).fill(command.get());
        String named = "\"" + arguments.get(0) + "\" of database.limits.diskFree";
        ProcessResult ended = processes.run(ProcessRequest.of(arguments), execution);
        if (!ended.succeeded()) {
            return new Unread(named + " ended with exit code " + ended.exitCode() + ", and said: "
                    + ended.tail().strip());
        }
        Optional<Long> free = Printed.bytes(ended.tail());
        return free.isPresent()
                ? new Free(free.get())
                : new Unread(named + " printed \"" + ended.tail().strip()
                        + "\"; expected that its last line is a number of kilobytes, as df prints it, or an amount such"
                        + " as 12GB");
    }

    /** The last line of what was printed, in kilobytes as {@code df} counts, or with a unit. */
    final class Printed {
        private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?) ?(B|KB|MB|GB|TB)?");
        private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");
        private static final long KILO = 1024;

        private Printed() {}

        static Optional<Long> bytes(String output) {
            String last = output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce("", (before, line) -> line);
            Matcher amount = AMOUNT.matcher(last.toUpperCase(Locale.ROOT));
            if (!amount.matches()) {
                return Optional.empty();
            }
            String unit = Optional.ofNullable(amount.group(2)).orElse("KB");
            BigDecimal factor = BigDecimal.valueOf(KILO).pow(UNITS.indexOf(unit));
            return Optional.of(new BigDecimal(amount.group(1)).multiply(factor).longValue());
        }
    }
}
