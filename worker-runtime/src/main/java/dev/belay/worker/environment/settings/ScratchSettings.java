package dev.belay.worker.environment.settings;

import java.util.Optional;

/**
 * Where test restores live.
 *
 * @param server absent means a throw-away cluster that the worker starts by itself ({@code scratch: local})
 */
public record ScratchSettings(Optional<Login> server) {}
