package dev.belay.stack.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConfigurationTest {
    @TempDir
    private Path directory;

    @Test
    void isReadAsItWasGiven() throws IOException {
        Properties read = written(Map.of("path", "/tmp/bücher\\x y", "password", "a=b:c#d"));

        assertThat(read).containsEntry("path", "/tmp/bücher\\x y").containsEntry("password", "a=b:c#d");
    }

    @Test
    void hidesWhatSpringWouldTakeForAReference() throws IOException {
        assertThat(written(Map.of("path", "/tmp/${x}"))).containsEntry("path", "/tmp/\\${x}");
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        written(Map.of("password", "secret"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    private Properties written(Map<String, String> settings) throws IOException {
        StateDirectory state = new StateDirectory(directory);
        state.create();
        new ServiceConfiguration(Service.WORKERS, settings).writeTo(state);
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file())) {
            read.load(reader);
        }
        return read;
    }

    private Path file() {
        return directory.resolve("config/workers.properties");
    }
}
