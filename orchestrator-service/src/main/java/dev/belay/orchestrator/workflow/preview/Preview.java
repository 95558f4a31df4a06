package dev.belay.orchestrator.workflow.preview;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import java.util.List;

/**
 * What a deployment would do.
 *
 * @param asked what people are asked where nothing fails
 * @param failures what follows where a step fails, for every step that may
 */
public record Preview(List<Asked> asked, List<IfFails> failures) {
    public Preview {
        asked = List.copyOf(asked);
        failures = List.copyOf(failures);
    }

    /** A question to people, and the step that it is about. */
    public record Asked(StepId step, String text) {}

    /**
     * What follows where a step fails.
     *
     * @param ends how the deployment ends where people let it go back
     * @param undone in the order in which it is taken back
     * @param checked the checks that are repeated afterwards
     * @param asked what people are asked from the failure on
     */
    public record IfFails(
            StepId step, DeploymentStatus ends, List<Undone> undone, List<StepId> checked, List<Asked> asked) {
        public IfFails {
            undone = List.copyOf(undone);
            checked = List.copyOf(checked);
            asked = List.copyOf(asked);
        }
    }

    /**
     * One undo.
     *
     * @param steps what it takes back, newest first; several where one restore takes the place of their undos
     * @param how for people
     * @param executions what workers are asked for, as step/direction/ordinal, in order
     */
    public record Undone(List<StepId> steps, String how, List<String> executions) {
        static final String BY_RESTORE = "restored from the backup";

        public Undone {
            steps = List.copyOf(steps);
            executions = List.copyOf(executions);
        }

        public boolean restores() {
            return how.equals(BY_RESTORE);
        }
    }
}
