package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.e2e.harness.Observability;
import dev.belay.embedded.machine.ProgramSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Path RULES = Observability.file("prometheus/rules/alerts.yml");

    @Test
    void configurationAndRulesAreOfTheFormThatPrometheusKnows() throws Exception {
        assertThat(promtool(
                        "check",
                        "config",
                        Observability.file("prometheus/prometheus.yml").toString()))
                .contains("SUCCESS: 2 rule files found", "10 rules found", "11 rules found");
    }

    @Test
    void alertsFireForWhatTheyAreThereForAndForNothingElse() throws Exception {
        assertThat(promtool(
                        "test",
                        "rules",
                        Observability.file("prometheus/tests/alerts.yml").toString()))
                .contains("SUCCESS");
    }

    /** Alertmanager's own program judges it where it is installed (Debian: prometheus-alertmanager). */
    @Test
    void theExampleOfAlertmanagerIsOfTheFormThatItKnows() throws Exception {
        Optional<Path> program = ProgramSearch.onPath().find("amtool");
        assumeThat(program).as("amtool is installed").isPresent();

        assertThat(printed(
                        program.get(),
                        "check-config",
                        Observability.file("alertmanager/alertmanager.yml").toString()))
                .contains("SUCCESS", "2 receivers");
    }

    @Test
    void everyAlertIsTested() throws Exception {
        String tests = Files.readString(Observability.file("prometheus/tests/alerts.yml"));

        assertThat(found("- alert: (\\w+)"))
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(tests.split(alert + "\\b"))
                        .as(alert + " where nothing is known, where all is well, and where it fires")
                        .hasSizeGreaterThan(3));
    }

    @Test
    void everyAlertSaysWhatToDoAndItsChapterIsThere() throws Exception {
        int alerts = found("- alert: (\\w+)").size();
        List<String> chapters = Files.readAllLines(Path.of("..", "docs", "operations.md")).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase()
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();

        assertThat(found("(?m)^          (summary):")).hasSize(alerts);
        assertThat(found("(?m)^          (action):")).hasSize(alerts);
        assertThat(found("(severity): (?:page|ticket)")).hasSize(alerts);
        assertThat(found("runbook_url: docs/operations.md#(.*)"))
                .hasSize(alerts)
                .isSubsetOf(chapters);
    }

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(RULES))
                .results()
                .map((MatchResult match) -> match.group(1).strip())
                .toList();
    }

    /** What it prints; fails where it finds a fault. */
    private static String promtool(String... arguments) throws IOException, InterruptedException {
        return printed(Observability.program("promtool"), arguments);
    }

    private static String printed(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
