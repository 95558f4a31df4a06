/** A deployment as people see it: a pure fold of its events, and the transitions that are legal. */
@NullMarked
package dev.belay.orchestrator.deployment.view;

import org.jspecify.annotations.NullMarked;
