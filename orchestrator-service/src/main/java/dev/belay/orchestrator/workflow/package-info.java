/**
 * The deployment as a Temporal workflow. The code here is deterministic: no clock, random, thread, I/O or Spring but
 * through the workflow's own means.
 */
@NullMarked
package dev.belay.orchestrator.workflow;

import org.jspecify.annotations.NullMarked;
