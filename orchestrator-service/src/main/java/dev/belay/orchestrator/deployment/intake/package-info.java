/** Takes requests and decisions in, and settles afterwards what a failure has left open. */
@NullMarked
package dev.belay.orchestrator.deployment.intake;

import org.jspecify.annotations.NullMarked;
