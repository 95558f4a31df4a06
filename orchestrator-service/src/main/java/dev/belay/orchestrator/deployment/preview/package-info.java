/** What a deployment would do, and when, before anything is started. */
@NullMarked
package dev.belay.orchestrator.deployment.preview;

import org.jspecify.annotations.NullMarked;
