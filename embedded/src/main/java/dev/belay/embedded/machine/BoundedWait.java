package dev.belay.embedded.machine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what another process does and cannot tell us about: looks again and again, for a limited time. */
public record BoundedWait(Duration limit, Duration interval) {

    /** Whether the condition came true within the limit; ends early, with false, where the thread is interrupted. */
    public boolean until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, interval.toNanos());
        }
        return true;
    }
}
