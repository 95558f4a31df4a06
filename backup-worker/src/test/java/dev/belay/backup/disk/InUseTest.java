package dev.belay.backup.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InUseTest {
    @TempDir
    Path directory;

    @Test
    void isAbandonedOnceItIsLetGo() throws IOException {
        Path made = directory.resolve("made");
        try (InUse claim = InUse.create(made)) {
            assertThat(claim).isNotNull();
            assertThat(InUse.isAbandoned(made)).isFalse();
            assertThatThrownBy(() -> InUse.claim(made)).hasMessageContaining("This worker already works in " + made);
        }
        assertThat(InUse.isAbandoned(made)).isTrue();
    }

    @Test
    void whatCouldNotBeClaimedCanBeClaimedLater() throws IOException {
        Path late = directory.resolve("late");
        assertThatThrownBy(() -> InUse.claim(late)).isInstanceOf(NoSuchFileException.class);

        Files.createDirectory(late);
        try (InUse claim = InUse.claim(late)) {
            assertThat(InUse.isAbandoned(late)).isFalse();
            assertThat(claim).isNotNull();
        }
    }
}
