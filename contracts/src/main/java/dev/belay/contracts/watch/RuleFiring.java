package dev.belay.contracts.watch;

import java.time.Instant;

/**
 * A rule of a decision matrix has come to hold for as long as it has to.
 *
 * @param rule its place in the matrix, from 0
 * @param found what was found, for people
 */
public record RuleFiring(int rule, Instant at, String found) {}
