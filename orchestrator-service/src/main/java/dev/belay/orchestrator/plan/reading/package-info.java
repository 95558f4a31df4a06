/** From a plan's text to a compiled plan, or to everything that is wrong with it. */
@NullMarked
package dev.belay.orchestrator.plan.reading;

import org.jspecify.annotations.NullMarked;
