/** Puts deployments on Temporal: validated plans become workflows, decisions become updates. */
@NullMarked
package dev.belay.orchestrator.launch;

import org.jspecify.annotations.NullMarked;
