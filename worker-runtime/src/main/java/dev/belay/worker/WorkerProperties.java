package dev.belay.worker;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a worker.
 *
 * @param pool the pool whose commands it takes
 * @param state the directory of its journal; kept over restarts, on a local disk
 * @param environments the directory of the environment files
 * @param instance names this instance in answers; the host's name where nothing else is set
 * @param concurrency executions that run at once
 * @param beatEvery between two beats of an execution
 * @param remember how long finished executions stay in the journal
 * @param lookEvery how often it looks whether the programs and rights that steps need are there
 * @param lookAgain how soon it looks again where something was lacking
 * @param grace between TERM and KILL for a program that is ended
 */
@ConfigurationProperties("belay.worker")
public record WorkerProperties(
        @DefaultValue("default") String pool,
        @DefaultValue(".belay/worker") Path state,
        @DefaultValue(".belay/environments") Path environments,
        @DefaultValue("local") String instance,
        @DefaultValue("4") int concurrency,
        @DefaultValue("5s") Duration beatEvery,
        @DefaultValue("30d") Duration remember,
        @DefaultValue("5m") Duration lookEvery,
        @DefaultValue("15s") Duration lookAgain,
        @DefaultValue("10s") Duration grace) {}
