package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gives deployments ids that sort by time and can be read out: {@code yyMMdd-HHmmss-xxxx}, in UTC. */
@Component
final class DeploymentIds {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    DeploymentIds(Clock clock) {
        this.clock = clock;
    }

    DeploymentId next() {
        String tail = random.ints(4, 0, BASE32.length())
                .mapToObj(index -> BASE32.substring(index, index + 1))
                .collect(Collectors.joining());
        return new DeploymentId(TIME.format(clock.instant()) + "-" + tail);
    }
}
