package dev.belay.stack.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path directory;

    @Test
    void givesTheLastLinesOfALongLog() throws IOException {
        Path log =
                log(IntStream.range(0, 100_000).mapToObj(n -> "line " + n).collect(Collectors.joining("\n", "", "\n")));

        assertThat(new LogTail(log).lastLines(3)).isEqualTo(List.of("line 99997", "line 99998", "line 99999"));
    }

    @Test
    void givesAllOfAShortOne() throws IOException {
        assertThat(new LogTail(log("one\ntwo\n")).lastLines(20)).containsExactly("one", "two");
    }

    @Test
    void saysWhereNothingIs() {
        assertThat(new LogTail(directory.resolve("absent.log")).last(5)).contains("absent.log is empty");
    }

    private Path log(String text) throws IOException {
        return Files.writeString(directory.resolve("some.log"), text);
    }
}
