package dev.belay.cli.rendering;

import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.StepId;
import java.util.Optional;

/** The commands that a reader can type next. */
final class Typed {
    private static final String BELAY = "./belay ";

    private Typed() {}

    static String watch(DeploymentId id) {
        return BELAY + "watch " + id;
    }

    static String report(DeploymentId id) {
        return BELAY + "report " + id;
    }

    /** @param step named only where the deployment asks more than one question */
    static String decision(DecisionKind kind, DeploymentId id, Optional<StepId> step) {
        return BELAY + kind.label() + " " + id
                + step.map(named -> " --step " + named).orElse("") + " --comment \"...\"";
    }

    /** What the decision means, in the words of the one who makes it. */
    static String meaning(DecisionKind kind) {
        return switch (kind) {
            case APPROVE -> "Yes, go on";
            case REJECT -> "No, stop here";
            case RETRY -> "Do the step again";
            case DONE -> "It is done: I have checked, or done it by hand";
            case ROLLBACK -> "Take everything back";
            case CANCEL -> "Stop, and take back what was done";
            case VOUCH -> "It no longer runs: I have checked";
            case CLOSE -> "End the rollback here and leave things as they are";
            case ACKNOWLEDGE -> "I have looked after it: free the environment";
        };
    }
}
