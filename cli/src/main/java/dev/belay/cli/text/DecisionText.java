package dev.belay.cli.text;

import dev.belay.contracts.event.DecisionKind;

/**
 * What the help says of a decision.
 *
 * @param example the options of an example
 */
public record DecisionText(String description, String example) {
    public static DecisionText of(DecisionKind kind) {
        return switch (kind) {
            case APPROVE ->
                new DecisionText("Answers yes where a deployment asks for approval.", "--comment \"checked by two\"");
            case REJECT ->
                new DecisionText(
                        "Answers no where a deployment asks for approval; what was changed is taken back.",
                        "--comment \"not before the campaign ends\"");
            case RETRY ->
                new DecisionText(
                        "Does a failed step again; for one whose outcome nobody knows, says that it was not done.",
                        "--comment \"disk has room again\"");
            case REPAIR ->
                new DecisionText(
                        "Runs a task that the deployment offers where a step has failed, and then the step again.",
                        "--task clear-cache --comment \"the cache was full\"");
            case SKIP ->
                new DecisionText(
                        "Leaves a failed step out and goes on; the deployment says first what follows from that.",
                        "--comment \"the partner's feed is down, not ours\"");
            case DONE ->
                new DecisionText(
                        "Says that a step is done, because you have checked it or done it by hand.",
                        "--step migrate-1 --comment \"applied by hand, see ticket 4711\"");
            case ROLLBACK ->
                new DecisionText(
                        "Takes back everything that was done, newest first, down to a phase that is kept; or part of the way.",
                        "--to migrate-1 --comment \"checkout is too slow\"");
            case CANCEL ->
                new DecisionText(
                        "Stops a deployment; what was changed by then is taken back.", "--comment \"wrong version\"");
            case VOUCH ->
                new DecisionText(
                        "Says that something no longer runs, where Belay could not prove it.",
                        "--comment \"host is switched off\"");
            case CLOSE ->
                new DecisionText(
                        "Ends a rollback that cannot be finished, and leaves things as they are.",
                        "--comment \"restored by hand\"");
            case ACKNOWLEDGE ->
                new DecisionText(
                        "Frees the environment of an interrupted deployment, after you have looked after it.",
                        "--comment \"put back to v1.0.0 by hand\"");
        };
    }
}
