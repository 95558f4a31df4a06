package dev.belay.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.BelayCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files of SQL are judged without a database. */
class LintCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void namesADangerWithFileLineAndWhatIsSafe() throws Exception {
        Path file = file("V2__index.sql", "select 1;\ncreate index orders_note on orders (note);");

        assertThat(lint(file.toString())).isEqualTo(2);
        assertThat(out.toString())
                .contains(file + " line 2: danger ", "CONCURRENTLY", "1 dangers, 0 pieces of advice, 0 allowed");
    }

    @Test
    void hasNothingAgainstATableThatTheFilesCreate() throws Exception {
        Path made = file("V1__orders.sql", "create table if not exists orders (id int, note text);");
        Path index = file("V2__index.sql", "create index orders_note on orders (note);");

        assertThat(lint(made.toString(), index.toString())).isZero();
    }

    @Test
    void letsAllowWhatIsMeant() throws Exception {
        Path file = file("V3__drop.sql", "-- belay:allow drop-table nobody reads it any more\ndrop table orders;");

        assertThat(lint(file.toString())).isZero();
        assertThat(out.toString()).contains("allowed drop-table", "nobody reads it any more");
    }

    @Test
    void answersAsJson() throws Exception {
        Path file = file("V4__drop.sql", "drop table orders;");

        assertThat(lint(file.toString(), "--output", "json")).isEqualTo(2);
        assertThat(out.toString()).contains("\"rule\" : \"drop-table\"", "\"grade\" : \"DANGER\"", "\"remarks\" : [ ]");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThat(lint("gone.sql")).isEqualTo(1);
        assertThat(out.toString()).contains("gone.sql cannot be read");
    }

    private Path file(String name, String sql) throws Exception {
        return Files.writeString(directory.resolve(name), sql);
    }

    private int lint(String... arguments) {
        CommandLine commandLine = Main.withStack(BelayCommand.commandLine());
        PrintWriter writer = new PrintWriter(out, true);
        String[] all = new String[arguments.length + 1];
        all[0] = "lint";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return commandLine.setOut(writer).setErr(writer).execute(all);
    }
}
