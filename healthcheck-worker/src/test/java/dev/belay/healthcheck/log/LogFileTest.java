package dev.belay.healthcheck.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.check.LogMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path directory;

    private Path file;
    private LogFile log;

    @BeforeEach
    void name() {
        file = directory.resolve("api.log");
        log = new LogFile("api", file);
    }

    @Test
    void readsWhatWasWrittenSinceTheMark() throws Exception {
        write("old 1\nold 2\n");
        LogMark mark = log.mark();
        write("new 1\nnew 2\n");

        List<String> lines = new ArrayList<>();
        LogMark next = log.readOn(mark, lines::add);
        write("new 3\n");

        assertThat(lines).containsExactly("new 1", "new 2");
        assertThat(lines(next)).containsExactly("new 3");
    }

    @Test
    void aLineThatIsStillBeingWrittenIsReadLater() throws Exception {
        LogMark mark = log.mark();
        write("whole\nhal");
        LogMark next = log.readOn(mark, line -> {});
        write("f\n");

        assertThat(lines(next)).containsExactly("half");
    }

    @Test
    void aLogThatWasNotThereYetIsReadFromItsBeginning() throws Exception {
        LogMark mark = log.mark();
        write("first\n");

        assertThat(lines(mark)).containsExactly("first");
    }

    @Test
    void readsOnThroughARotation() throws Exception {
        write("old\n");
        LogMark mark = log.mark();
        write("before the rotation\n");
        Files.move(file, directory.resolve("api.log.1"));
        write("after it\n");

        assertThat(lines(mark)).containsExactly("before the rotation", "after it");
    }

    @Test
    void readsOnThroughTwoRotations() throws Exception {
        write("old\n");
        LogMark mark = log.mark();
        write("first\n");
        Files.move(file, directory.resolve("api.log.2"));
        age("api.log.2", 1000);
        write("second\n");
        Files.move(file, directory.resolve("api.log.1"));
        age("api.log.1", 2000);
        write("third\n");

        assertThat(lines(mark)).containsExactly("first", "second", "third");
    }

    @Test
    void aLogThatWasEmptiedIsLostAndNotEmpty() throws Exception {
        write("one error\n");
        LogMark mark = log.mark();
        Files.writeString(file, "", StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(() -> lines(mark)).isInstanceOf(LogFile.Lost.class).hasMessageContaining("emptied");
    }

    @Test
    void aLogThatWasEmptiedAndHasGrownAgainIsLost() throws Exception {
        write("one error\n");
        LogMark mark = log.mark();
        Files.writeString(file, "something else that is longer\n", StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(() -> lines(mark)).isInstanceOf(LogFile.Lost.class);
    }

    @Test
    void aLogWhoseMarkedPartIsGoneIsLost() throws Exception {
        write("old\n");
        LogMark mark = log.mark();
        Files.move(file, directory.resolve("elsewhere"), StandardCopyOption.REPLACE_EXISTING);
        write("new\n");

        assertThatThrownBy(() -> lines(mark)).isInstanceOf(LogFile.Lost.class);
    }

    @Test
    void aLogThatIsNotThereIsNotEmpty() {
        assertThatThrownBy(() -> lines(null)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void ofAnEndlessLineTheBeginningIsKept() throws Exception {
        write("x".repeat(100_000) + "\n");

        assertThat(lines(null))
                .singleElement()
                .satisfies(line -> assertThat(line).hasSize(16 * 1024));
    }

    private List<String> lines(LogMark mark) throws IOException {
        List<String> lines = new ArrayList<>();
        log.readOn(mark, lines::add);
        return lines;
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void age(String name, long millis) throws IOException {
        Files.setLastModifiedTime(directory.resolve(name), java.nio.file.attribute.FileTime.fromMillis(millis));
    }
}
