package dev.belay.orchestrator.deployment;

/** What became of a decision that was handed to a deployment's run. */
public sealed interface DecisionAnswer {
    /** It holds; its consequences follow as events. */
    record Accepted() implements DecisionAnswer {}

    /**
     * It does not hold.
     *
     * @param code stable, for scripts, such as {@code question-answered}
     * @param why which thing, what was found, what was expected
     */
    record Refused(String code, String why) implements DecisionAnswer {}

    /** Nobody answered in time; asking again with the same id is safe. */
    record NotAnswered() implements DecisionAnswer {}
}
