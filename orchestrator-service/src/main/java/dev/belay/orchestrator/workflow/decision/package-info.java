/** What people may decide, what they have decided, and what it means. */
@NullMarked
package dev.belay.orchestrator.workflow.decision;

import org.jspecify.annotations.NullMarked;
