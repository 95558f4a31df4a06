package dev.belay.contracts.watch;

import java.time.Duration;

/**
 * What the condition of a rule was like over a while.
 *
 * @param held for how long it was seen to hold, all in all
 */
public record RuleRollUp(String when, Duration held) {}
