package dev.belay.worker.runtime;

import java.time.Duration;

/**
 * How a worker paces itself.
 *
 * @param concurrency executions that run at once; more are queued
 * @param beatEvery between two beats of an execution
 * @param remember how long finished executions stay in the journal
 */
public record ExecutionLimits(int concurrency, Duration beatEvery, Duration remember) {}
