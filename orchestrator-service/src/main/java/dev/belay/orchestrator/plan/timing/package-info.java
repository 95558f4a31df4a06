/** When a deployment may begin and change things, and how long its steps take. */
@NullMarked
package dev.belay.orchestrator.plan.timing;

import org.jspecify.annotations.NullMarked;
