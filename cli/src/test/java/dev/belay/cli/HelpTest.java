package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
    @TempDir
    private Path directory;

    static Stream<String> commands() {
        return BelayCommand.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasAnExample(String command) {
        Run run = new Run(directory);

        assertThat(run.of(command, "--help")).isZero();

        assertThat(run.out())
                .contains("Usage: belay " + command, "Example", "  ./belay " + command, "--server", "--as");
    }

    @Test
    void theRootExplainsUsersAndExitStatuses() {
        Run run = new Run(directory);

        assertThat(run.of("--help")).isZero();

        assertThat(run.out()).contains("release-manager", "10 rolled back", "BELAY_TOKEN_FILE", "vouch");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        Run run = new Run(directory);

        assertThat(run.of("--version")).isZero();

        assertThat(run.out()).matches("Belay \\d+\\.\\d+\\.\\d+.*\\R");
    }
}
