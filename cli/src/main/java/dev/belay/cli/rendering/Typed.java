package dev.belay.cli.rendering;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody.DecisionNeeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    static String acknowledge(DeploymentId id) {
        return decision(DecisionKind.ACKNOWLEDGE, id, "");
    }

    private static String decision(DecisionKind kind, DeploymentId id, String more) {
        return BELAY + kind.label() + " " + id + more + " --comment \"...\"";
    }

    /** A decision in the words of the one who makes it, and the command that hands it in. */
    record Choice(String meaning, String command) {}

    /**
     * What may be answered: every option once, and a repair once for every task that is offered. Each names the question,
     * so that what is typed late answers no other one.
     */
    static List<Choice> choices(DecisionNeeded question, DeploymentId id) {
        String named = " --question " + question.question();
        List<Choice> choices = new ArrayList<>();
        for (DecisionKind option : question.options()) {
            if (option == DecisionKind.REPAIR) {
                question.offers()
                        .forEach(task -> choices.add(new Choice(
                                "Run the task \"" + task + "\", and then the step again",
                                decision(option, id, named + " --task " + task))));
            } else {
                choices.add(new Choice(meaning(option, question), decision(option, id, named)));
            }
        }
        return choices;
    }

    /** What going back means differs from question to question. */
    private static String meaning(DecisionKind kind, DecisionNeeded question) {
        String back = question.back();
        return kind == DecisionKind.ROLLBACK && back != null && !back.isBlank()
                ? back.substring(0, 1).toUpperCase(Locale.ROOT) + back.substring(1)
                : meaning(kind);
    }

    /** What the decision means, in the words of the one who makes it. */
    static String meaning(DecisionKind kind) {
        return switch (kind) {
            case APPROVE -> "Yes, go on";
            case REJECT -> "No, stop here";
            case RETRY -> "Do the step again";
            case REPAIR -> "Run a task that mends it, and then the step again";
            case SKIP -> "Leave the step out, and go on";
            case DONE -> "It is done: I have checked, or done it by hand";
            case ROLLBACK -> "Take everything back";
            case CANCEL -> "Stop, and take back what was done";
            case VOUCH -> "It no longer runs: I have checked";
            case CLOSE -> "End the rollback here and leave things as they are";
            case ACKNOWLEDGE -> "I have looked after it: free the environment";
        };
    }
}
