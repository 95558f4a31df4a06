package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided.
 *
 * @param id the same for every repetition of one click
 * @param step which step the person was looking at, absent where they named none
 */
public record DecisionRequest(
        String id, DecisionKind kind, @Nullable StepId step, String by, Role role, String comment) {}
