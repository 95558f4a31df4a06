/** Why a request is refused: one type for each reason that a caller must be able to tell from the others. */
@NullMarked
package dev.belay.orchestrator.deployment.refusal;

import org.jspecify.annotations.NullMarked;
