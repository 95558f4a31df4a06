package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.Role;
import dev.belay.contracts.StepKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a person.
 *
 * @param by the roles of which the person must have one
 * @param expires counted from the question, absent where it waits for ever
 * @param confirm what the person has to tick off
 * @param requesterAllowed whether the one who started the deployment may approve
 * @param show what the person sees besides
 */
public record ApproveStep(
        String question,
        Set<Role> by,
        @Nullable Duration expires,
        List<String> confirm,
        boolean requesterAllowed,
        Set<Shown> show)
        implements StepDefinition {
    public ApproveStep {
        by = Collections.unmodifiableSet(new TreeSet<>(by));
        confirm = List.copyOf(confirm);
        show = show == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(show));
    }

    /** What a deployment has found out before it asks. */
    public enum Shown {
        /** Which migrations would be applied, and what is dangerous in them. */
        MIGRATIONS,
        /** What the rehearsal of the migrations has found. */
        REHEARSAL,
        /** What the release brings that the live one has not, by the environment's own command. */
        CHANGES
    }

    /** What is shown is known only once the release is there. */
    @Override
    public boolean needsRelease() {
        return !show.isEmpty();
    }

    @Override
    public StepKind kind() {
        return StepKind.APPROVE;
    }
}
