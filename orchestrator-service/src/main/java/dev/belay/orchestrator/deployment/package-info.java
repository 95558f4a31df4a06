/** What a deployment is to the API, and the seams to the workflow, the workers and the plans behind it. */
@NullMarked
package dev.belay.orchestrator.deployment;

import org.jspecify.annotations.NullMarked;
