/** The read model of the deployment events, which can be emptied and fed again. */
@NullMarked
package dev.belay.orchestrator.deployment.projection;

import org.jspecify.annotations.NullMarked;
