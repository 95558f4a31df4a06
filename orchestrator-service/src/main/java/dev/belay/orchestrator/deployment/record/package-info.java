/** The API's own record, which nothing can rebuild: intents, environment holds and interruptions. */
@NullMarked
package dev.belay.orchestrator.deployment.record;

import org.jspecify.annotations.NullMarked;
