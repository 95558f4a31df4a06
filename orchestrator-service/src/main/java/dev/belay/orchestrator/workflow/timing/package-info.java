/** When something may start: windows, announcements, scheduled starts. */
@NullMarked
package dev.belay.orchestrator.workflow.timing;

import org.jspecify.annotations.NullMarked;
