package dev.belay.migration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How migrations behave on every system.
 *
 * @param lockTimeout how long a migration waits for each lock, while everybody else queues behind it
 */
@ConfigurationProperties("belay.migration")
public record MigrationProperties(@DefaultValue("10s") Duration lockTimeout) {
    public MigrationProperties {
        if (lockTimeout.toMillis() <= 0) {
            throw new IllegalArgumentException(
                    "belay.migration.lock-timeout is " + lockTimeout + "; expected was a positive duration");
        }
    }
}
