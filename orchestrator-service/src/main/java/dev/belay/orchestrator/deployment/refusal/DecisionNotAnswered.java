package dev.belay.orchestrator.deployment.refusal;

/** Nobody knows yet whether the decision holds. */
public final class DecisionNotAnswered extends Refusal {
    public DecisionNotAnswered(String id) {
        super("Decision \"" + id + "\" was not answered in time; it may hold or not.");
    }
}
