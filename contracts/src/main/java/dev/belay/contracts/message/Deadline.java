package dev.belay.contracts.message;

import java.time.Duration;
import java.time.Instant;

/**
 * Until when a command may be taken, and how long its work may then last.
 *
 * @param acceptBy a worker that reads the command later refuses it
 * @param timeout counted by the worker from its journalled acceptance
 */
public record Deadline(Instant acceptBy, Duration timeout) {}
