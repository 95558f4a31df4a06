package dev.belay.contracts.manifest;

import dev.belay.contracts.WorkerKind;
import java.time.Instant;

/**
 * That a worker no longer has the file of an environment of which it has published a manifest.
 *
 * @param removedAt when the worker found that the file was gone
 */
public record ManifestRemoval(String environment, String pool, WorkerKind worker, Instant removedAt) {}
