/** The HTTP API: controllers, and every error as a problem detail with a stable code. */
@NullMarked
package dev.belay.orchestrator.api;

import org.jspecify.annotations.NullMarked;
