package dev.belay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedEnvironmentsTest {
    @TempDir
    Path directory;

    @Test
    void knowsAfterARestartWhatWasPublishedAndIsGone() {
        PublishedEnvironments before = PublishedEnvironments.in(directory);
        before.add("shop");
        before.add("store");
        before.add("withdrawn");
        before.remove("withdrawn");

        PublishedEnvironments after = PublishedEnvironments.in(directory);

        assertThat(after.missing(Set.of("store", "new"))).containsExactly("shop");
    }

    @Test
    void nothingIsMissingWhereNothingWasPublished() {
        assertThat(PublishedEnvironments.in(directory).missing(Set.of("shop"))).isEmpty();
    }
}
