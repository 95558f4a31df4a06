/** The events of a deployment as server-sent events. */
@NullMarked
package dev.belay.orchestrator.api.stream;

import org.jspecify.annotations.NullMarked;
