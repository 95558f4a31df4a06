package dev.belay.orchestrator.workflow.decision;

import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.orchestrator.workflow.undo.UndoList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person has to decide.
 *
 * @param offers the tasks of which one may be run before the step is done again
 * @param requesterAllowed whether the one who started the deployment may decide
 * @param expires absent where it waits for ever
 * @param back what {@code rollback} means here, as an order; absent where it is no option
 * @param targets how far a rollback may go, absent where {@code rollback} means something else or nothing
 */
public record Question(
        StepId step,
        String text,
        List<DecisionKind> options,
        List<String> offers,
        Role role,
        boolean requesterAllowed,
        @Nullable Duration expires,
        @Nullable String back,
        @Nullable Targets targets) {
    public Question {
        options = List.copyOf(options);
        offers = List.copyOf(offers);
    }

    /** A question about trouble, which whoever started the deployment may decide too. */
    public static Question ofTrouble(StepId step, String text, DecisionKind... options) {
        return ofTrouble(step, text, List.of(options), List.of());
    }

    public static Question ofTrouble(StepId step, String text, List<DecisionKind> options, List<String> offers) {
        return new Question(step, text, options, offers, Role.RELEASE_MANAGER, true, null, null, null);
    }

    /** Where {@code rollback} may name how far it goes. */
    public Question withTargets(String meaning, Targets allowed) {
        return new Question(step, text, options, offers, role, requesterAllowed, expires, meaning, allowed);
    }

    /** Where {@code rollback} means one thing only. */
    public Question meaningByRollback(String meaning) {
        return new Question(step, text, options, offers, role, requesterAllowed, expires, meaning, null);
    }

    /** Says why one cannot go back so far; empty where one can. */
    @FunctionalInterface
    public interface Targets {
        Optional<UndoList.Refusal> refusal(@Nullable String to);
    }
}
