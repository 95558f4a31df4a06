/** A world in which everything goes as estimated, for previews. */
@NullMarked
package dev.belay.orchestrator.workflow.preview;

import org.jspecify.annotations.NullMarked;
