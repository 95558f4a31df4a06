package dev.belay.orchestrator.deployment.preview;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.EstimateBasis;
import dev.belay.contracts.event.EventBody;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment would do if it were started.
 *
 * @param warnings what is not forbidden and yet should be known
 */
public record PlanPreview(@JsonUnwrapped About about, Hours hours, List<PlannedStep> steps, List<String> warnings) {
    public PlanPreview {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /** With further warnings. */
    public PlanPreview warningToo(List<String> others) {
        return new PlanPreview(
                about,
                hours,
                steps,
                Stream.concat(warnings.stream(), others.stream()).toList());
    }

    /** The plan and where it would run. */
    public record About(String plan, String description, String environment) {}

    /**
     * From when until when.
     *
     * @param takes everything that has an estimate, without waiting for people; with waiting for the window
     * @param rollbackTakes what the plan promises, absent where it promises nothing
     * @param window the opening that would govern its changes, absent where none would
     */
    public record Hours(
            Instant begins,
            Instant ends,
            Duration takes,
            @Nullable Duration rollbackTakes,
            EventBody.@Nullable WindowTimes window) {}

    /**
     * A step of the plan.
     *
     * @param looks of a watch, and of a check that comes later: how it looks, and what follows from what it sees
     * @param asks what people would be asked when it is its turn, absent where nothing
     * @param ifFails absent for what cannot fail
     */
    public record PlannedStep(
            String phase,
            @JsonUnwrapped EventBody.StepOutline outline,
            Instant begins,
            List<String> looks,
            @Nullable String asks,
            @Nullable IfFails ifFails) {
        public PlannedStep {
            looks = List.copyOf(looks);
        }
    }

    /**
     * What follows where the step fails.
     *
     * @param ends how the deployment ends where people let it go back
     * @param undo in the order in which it is taken back
     * @param checks that are repeated afterwards
     * @param takes everything that has an estimate
     * @param unestimated how many undos and checks have none
     * @param asks what people would be asked
     */
    public record IfFails(
            DeploymentStatus ends,
            List<UndoStep> undo,
            List<StepId> checks,
            Duration takes,
            int unestimated,
            List<Asked> asks) {
        public IfFails {
            undo = List.copyOf(undo);
            checks = List.copyOf(checks);
            asks = List.copyOf(asks);
        }
    }

    /**
     * One undo.
     *
     * @param steps what it takes back, newest first; several where one restore takes the place of their undos
     * @param how for people
     */
    public record UndoStep(
            List<StepId> steps,
            String how,
            @Nullable Duration estimate,
            @Nullable EstimateBasis estimateBasis) {
        public UndoStep {
            steps = List.copyOf(steps);
        }
    }

    /** A question to people, and the step that it is about. */
    public record Asked(StepId step, String text) {}
}
