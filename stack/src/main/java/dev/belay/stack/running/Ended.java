package dev.belay.stack.running;

import java.time.Duration;

/** A process that was running and is gone. */
public record Ended(Part part, long processId, Duration took) {}
