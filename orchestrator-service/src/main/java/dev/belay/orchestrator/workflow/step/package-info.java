/** One step of a plan from its start to its end, and what is asked of people when it has failed. */
@NullMarked
package dev.belay.orchestrator.workflow.step;

import org.jspecify.annotations.NullMarked;
