package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories that earlier versions have left, replayed with the present code: a change that a deployment under way would
 * not survive is seen here. {@link RecordedHistories} makes them.
 */
class ReplayTest {
    static final Path HISTORIES = Path.of("src/test/resources/histories");

    static List<Path> histories() {
        try (Stream<Path> files = Files.walk(HISTORIES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(HISTORIES::relativize)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void goesOnFromWhereAnEarlierVersionStood(Path history) throws Exception {
        replay(Files.readString(HISTORIES.resolve(history)));
    }

    @Test
    void everyWorkflowHasHistories() {
        assertThat(histories())
                .extracting(file -> file.getFileName().toString())
                .anyMatch(name -> name.startsWith("deployment-"))
                .anyMatch(name -> name.startsWith("watch-"))
                .anyMatch(name -> name.startsWith("rollback-"));
    }

    /** A history that the code cannot have left: the order of two activities is another one. */
    @Test
    void aHistoryThatDoesNotFitIsNoticed() throws Exception {
        Path any = histories().stream()
                .filter(file -> file.getFileName().toString().startsWith("deployment-"))
                .findFirst()
                .orElseThrow();
        String other = Files.readString(HISTORIES.resolve(any))
                .replaceFirst("\"name\":\\s*\"Publish\"", "\"name\": \"Cancel\"");

        assertThatThrownBy(() -> replay(other)).hasStackTraceContaining("Cancel");
    }

    private static void replay(String history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(
                history,
                DeploymentWorkflowImpl.class,
                WatchWorkflowImpl.class,
                RollbackWorkflowImpl.class,
                PreviewWorkflowImpl.class);
    }
}
