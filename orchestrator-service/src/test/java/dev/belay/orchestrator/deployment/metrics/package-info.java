/** Tests of what is counted and measured of deployments. */
@NullMarked
package dev.belay.orchestrator.deployment.metrics;

import org.jspecify.annotations.NullMarked;
