/** From what was read to the plan: steps with their names, places and settings, and those that a plan implies. */
@NullMarked
package dev.belay.orchestrator.plan.reading.compilation;

import org.jspecify.annotations.NullMarked;
