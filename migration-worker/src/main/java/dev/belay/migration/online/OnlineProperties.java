package dev.belay.migration.online;

import dev.belay.migration.online.lock.LockPatience;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How online operations behave on every system.
 *
 * @param lockTimeout of one try for a lock that stops others, while they queue behind it
 * @param lockPause between two tries
 * @param lockBudget of all tries for one effect
 * @param indexBudget for waiting where nobody else is made to wait, such as for older transactions by an index build, or
 *     for replicas between batches
 * @param batchRows that a batch has at most, as far as the rows of a table lie evenly on its pages
 * @param batchTime that a batch should take; slower ones are followed by smaller ones
 * @param replicaLag by which a replica may be behind before a batch waits for it
 */
@ConfigurationProperties("belay.migration.online")
public record OnlineProperties(
        @DefaultValue("20ms") Duration lockTimeout,
        @DefaultValue("250ms") Duration lockPause,
        @DefaultValue("5m") Duration lockBudget,
        @DefaultValue("30m") Duration indexBudget,
        @DefaultValue("1000") int batchRows,
        @DefaultValue("50ms") Duration batchTime,
        @DefaultValue("10s") Duration replicaLag) {
    public OnlineProperties {
        if (batchRows < 1) {
            throw new IllegalArgumentException(
                    "belay.migration.online.batch-rows is " + batchRows + "; expected was 1 or more");
        }
    }

    LockPatience patience() {
        return new LockPatience(lockTimeout, lockPause, lockBudget);
    }
}
