package dev.belay.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.invocation.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void hasTheCommandsOfOneMachineBesideThoseOfTheCommandLine() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).contains("demo ", "up ", "down ", "logs ", "deploy ");
    }

    @Test
    void endsNothingWhereNothingRuns() {
        assertThat(run("down")).isZero();

        assertThat(out.toString()).contains("Nothing was running in " + directory);
        assertThat(directory.resolve(".belay")).doesNotExist();
    }

    @Test
    void hasNoLogsBeforeTheFirstStart() {
        assertThat(run("logs")).isEqualTo(1);

        assertThat(err.toString()).contains("There are no logs").contains("./belay up");
    }

    @Test
    void showsTheLastLinesOfTheNamedLog() throws Exception {
        Path logs = Files.createDirectories(directory.resolve(".belay/logs"));
        Files.writeString(logs.resolve("services.log"), "first\nsecond\nthird\n");
        Files.writeString(logs.resolve("servers.log"), "other\n");

        assertThat(run("logs", "services", "-n", "2")).isZero();

        assertThat(out.toString()).isEqualTo("second\nthird\n");
    }

    @Test
    void saysWhichLogsThereAre() throws Exception {
        Path logs = Files.createDirectories(directory.resolve(".belay/logs"));
        Files.writeString(logs.resolve("services.log"), "first\n");

        assertThat(run("logs", "service")).isEqualTo(64);

        assertThat(err.toString()).contains("no log of \"service\"").contains("services");
    }

    @Test
    void deletesNoDirectoryForADemonstrationThatNoneHasMade() throws Exception {
        Path mine = Files.createDirectories(directory.resolve("mine"));
        Files.writeString(mine.resolve("thesis.txt"), "years of work");

        assertThat(run("demo", "--state", "mine")).isEqualTo(1);

        assertThat(err.toString()).contains(mine + " is not empty");
        assertThat(mine.resolve("thesis.txt")).exists();
    }

    private int run(String... arguments) {
        Surroundings surroundings = new Surroundings(Map.of(), directory, Clock.systemUTC(), Optional::empty);
        CommandLine commandLine = Main.withStack(BelayCommand.commandLine(surroundings));
        return commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
