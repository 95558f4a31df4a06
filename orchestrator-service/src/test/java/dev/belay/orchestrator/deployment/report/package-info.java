/** Tests of the package of the same name. */
@NullMarked
package dev.belay.orchestrator.deployment.report;

import org.jspecify.annotations.NullMarked;
