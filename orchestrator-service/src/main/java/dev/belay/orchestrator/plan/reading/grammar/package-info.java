/** The parts of a plan with their keys, and how readers ask for what a part has. */
@NullMarked
package dev.belay.orchestrator.plan.reading.grammar;

import org.jspecify.annotations.NullMarked;
