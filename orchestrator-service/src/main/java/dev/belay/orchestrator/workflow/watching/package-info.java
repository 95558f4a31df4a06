/** Looks over time, while the environment is held and after it was let go. */
@NullMarked
package dev.belay.orchestrator.workflow.watching;

import org.jspecify.annotations.NullMarked;
