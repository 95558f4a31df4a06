package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.testing.FakeApi;
import dev.belay.cli.testing.FakeApi.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerChoiceTest {
    private final FakeApi embedded = new FakeApi().answer("GET /environments", Answer.json(200, "{\"items\":[]}"));
    private final FakeApi other = new FakeApi().answer("GET /environments", Answer.json(200, "{\"items\":[]}"));

    @TempDir
    private Path directory;

    private Run run;

    @BeforeEach
    void stack() throws IOException {
        run = new Run(directory);
        run.stack(embedded.address());
        Files.writeString(directory.resolve("mine"), "my-token\n");
    }

    @AfterEach
    void stop() {
        embedded.close();
        other.close();
    }

    @Test
    void usesTheEmbeddedStackAndTheUserThatTheCommandNeeds() {
        assertThat(run.of("environments")).isZero();

        assertThat(embedded.lastAsked().headers()).containsEntry("authorization", "Bearer token-of-viewer");
    }

    @Test
    void asNamesAnotherUser() {
        run.of("environments", "--as", "operator");

        assertThat(embedded.lastAsked().headers()).containsEntry("authorization", "Bearer token-of-operator");
    }

    @Test
    void optionsStandBeforeOrAfterTheCommandAndBeatVariables() {
        run.with("BELAY_SERVER", embedded.address().toString());

        run.of("--server", other.address() + "/api/v1/", "environments", "--token-file", "mine");

        assertThat(other.lastAsked().headers()).containsEntry("authorization", "Bearer my-token");
        assertThat(embedded.asked()).isEmpty();
    }

    @Test
    void variablesBeatTheEmbeddedStack() {
        run.with("BELAY_SERVER", other.address().toString()).with("BELAY_TOKEN_FILE", "mine");

        run.of("environments");

        assertThat(other.lastAsked().headers()).containsEntry("authorization", "Bearer my-token");
    }

    @Test
    void otherServersNeverGetTheEmbeddedStacksTokenUnasked() {
        run.of("environments", "--server", other.address().toString());

        assertThat(other.lastAsked().headers()).doesNotContainKey("authorization");
    }

    @Test
    void stateLiesElsewhereWhereTheVariableSaysSo() throws IOException {
        Path state = Files.createDirectories(directory.resolve("elsewhere"));
        Files.writeString(state.resolve("stack.json"), "{\"apiUrl\":\"" + other.address() + "\"}");
        run.with("BELAY_STATE", state.toString());

        assertThat(run.of("environments")).isZero();

        assertThat(other.asked()).hasSize(1);
    }

    @Test
    void saysWhatToDoWhereNoServerIsKnown() throws IOException {
        Files.delete(directory.resolve(".belay/stack.json"));

        assertThat(run.of("environments")).isEqualTo(1);

        assertThat(run.err()).contains("Start the stack with ./belay up, or name a server with --server");
    }

    @Test
    void saysWhatToDoWhereNothingAnswers() {
        assertThat(run.of("environments", "--server", "http://127.0.0.1:1")).isEqualTo(1);

        assertThat(run.err())
                .isEqualTo("Nothing answers at http://127.0.0.1:1. Start the stack with ./belay up, or name another"
                        + " server with --server.\n");
    }

    @Test
    void saysWhichTokenFileCannotBeUsed() throws IOException {
        assertThat(run.of("environments", "--token-file", "none")).isEqualTo(1);
        assertThat(run.err()).contains("none cannot be read");

        Files.writeString(directory.resolve("two"), "a b\n");
        assertThat(run.of("environments", "--token-file", "two")).isEqualTo(1);
        assertThat(run.err()).contains("does not hold one token alone").doesNotContain("a b");
    }
}
