/** Takes back what has been done, newest first, or by one restore, and looks whether all is well again. */
@NullMarked
package dev.belay.orchestrator.workflow.rollback;

import org.jspecify.annotations.NullMarked;
