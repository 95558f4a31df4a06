package dev.belay.embedded.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    private final Path directory;

    DirectoryLockTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void refusesASecondOwnerUntilTheFirstIsDone() {
        DirectoryLock first = DirectoryLock.acquire(directory);

        assertThatThrownBy(() -> DirectoryLock.acquire(directory))
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("in use");

        first.close();
        DirectoryLock second = DirectoryLock.tryAcquire(directory).orElseThrow();
        assertThat(DirectoryLock.tryAcquire(directory)).isEmpty();
        second.close();
    }
}
