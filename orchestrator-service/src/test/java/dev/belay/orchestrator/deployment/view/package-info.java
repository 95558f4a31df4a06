/** Tests of the package of the same name. */
@NullMarked
package dev.belay.orchestrator.deployment.view;

import org.jspecify.annotations.NullMarked;
