package dev.belay.notifier.slack.board;

import dev.belay.contracts.DeploymentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a deployment stands, and why.
 *
 * @param since absent before its first status
 */
public record Standing(
        DeploymentStatus status, String reason, @Nullable Instant since) {
    static final Standing BEFORE = new Standing(DeploymentStatus.PENDING, "", null);
}
