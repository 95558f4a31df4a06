/** The orchestrator service. */
@NullMarked
package dev.belay.orchestrator;

import org.jspecify.annotations.NullMarked;
