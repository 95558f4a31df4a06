package dev.belay.notifier.delivery;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Says which channel does not reach people, and what to do.
 *
 * <p>DEGRADED, not DOWN: a new start of the notifier would mend nothing.
 */
public final class ChannelsHealth implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED");

    private final Troubles troubles;

    public ChannelsHealth(Troubles troubles) {
        this.troubles = troubles;
    }

    @Override
    public Health health() {
        Health.Builder health = troubles.open().isEmpty() ? Health.up() : Health.status(DEGRADED);
        troubles.open()
                .forEach((where, trouble) ->
                        health.withDetail(where, trouble.what() + " Since " + trouble.since() + "."));
        return health.build();
    }
}
