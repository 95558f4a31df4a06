package dev.belay.migration.online.lock;

import java.time.Duration;

/**
 * How locks are waited for.
 *
 * @param timeout of one try, while everybody else queues behind it
 * @param pause between two tries, in which the others get on
 * @param budget of all tries together
 */
public record LockPatience(Duration timeout, Duration pause, Duration budget) {
    public LockPatience {
        requirePositive("timeout", timeout);
        requirePositive("pause", pause);
        requirePositive("budget", budget);
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.toMillis() <= 0) {
            throw new IllegalArgumentException(
                    "The lock " + what + " is " + duration + "; expected was a positive duration");
        }
    }
}
