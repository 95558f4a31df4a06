package dev.belay.stack.example;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.stack.showing.Findings;
import dev.belay.stack.showing.Releases;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A release of an example, how it ended, and what was found afterwards.
 *
 * @param failing the step that was made to fail; absent where none was
 */
record ExampleAct(
        @Nullable String failing,
        Set<DeploymentStatus> expected,
        Releases.Ended release,
        Path report,
        Findings findings) {
    boolean good() {
        return expected.contains(release.status()) && findings.good();
    }
}
