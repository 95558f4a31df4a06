/** What has to be undone, how far, and whether the way back is open. */
@NullMarked
package dev.belay.orchestrator.workflow.undo;

import org.jspecify.annotations.NullMarked;
