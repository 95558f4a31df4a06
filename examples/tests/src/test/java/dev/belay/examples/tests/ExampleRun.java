package dev.belay.examples.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.invocation.Surroundings;
import dev.belay.stack.example.ExampleCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * {@code ./belay example} with these words: its exit status, and what it printed.
 *
 * <p>The command compares by itself what it finds in the database, with pg_dump and at the public address, before and
 * after each release; its exit status says whether all of that was as it should be.
 */
record ExampleRun(int status, String output) {

    static ExampleRun of(Path directory, String... words) {
        Surroundings surroundings = new Surroundings(Map.of(), directory, Clock.systemUTC(), Optional::empty);
        CommandLine commandLine = BelayCommand.commandLine(surroundings);
        BelayCommand belay = commandLine.getCommand();
        commandLine.addSubcommand(new ExampleCommand(belay));
        StringWriter output = new StringWriter();
        int status = commandLine
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(output, true))
                .execute(Stream.concat(
                                Stream.of("example"),
                                Stream.concat(
                                        Stream.of(words),
                                        Stream.of(
                                                "--state",
                                                directory.resolve("state").toString())))
                        .toArray(String[]::new));
        System.out.println(output);
        return new ExampleRun(status, output.toString());
    }

    /** What it printed, as one line, since sentences are broken where the page ends. */
    String said() {
        return output.replaceAll("\\s+", " ");
    }

    /** All that the reports say which it kept. */
    static String reports(Path directory) {
        try (Stream<Path> reports = Files.list(directory.resolve("state/reports"))) {
            return reports.map(ExampleRun::read).collect(Collectors.joining("\n"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path report) {
        try {
            return Files.readString(report);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** That each of these steps has failed in a release that was taken back, and that nothing was left of it. */
    void assertTakenBack(String... steps) {
        assertThat(status).as(output).isZero();
        assertThat(verdicts()).hasSameSizeAs(steps);
        assertThat(said()).contains(steps);
    }

    /** What the page says about it at the end, a line for each release. */
    Stream<String> verdicts() {
        return output.lines().filter(line -> line.contains(" failing, the release "));
    }
}
