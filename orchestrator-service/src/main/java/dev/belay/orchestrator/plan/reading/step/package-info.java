/** Readers of the definition of a step, a kind each, and of what every step may have. */
@NullMarked
package dev.belay.orchestrator.plan.reading.step;

import org.jspecify.annotations.NullMarked;
