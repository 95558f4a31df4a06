/** Readers of what a check asks for. */
@NullMarked
package dev.belay.orchestrator.plan.reading.check;

import org.jspecify.annotations.NullMarked;
