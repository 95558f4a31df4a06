/** Parameters: how they are declared, what they may be, where they stand, and what they leave out. */
@NullMarked
package dev.belay.orchestrator.plan.reading.parameter;

import org.jspecify.annotations.NullMarked;
