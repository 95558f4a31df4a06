/** What the orchestrator counts and measures of deployments, read from what is stored and not from what passes by. */
@NullMarked
package dev.belay.orchestrator.deployment.metrics;

import org.jspecify.annotations.NullMarked;
