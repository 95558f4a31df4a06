package dev.belay.orchestrator.deployment.refusal;

/** What a plan would do could not be found out in time. */
public final class PreviewNotAnswered extends Refusal {
    public PreviewNotAnswered(String plan) {
        super("What plan \"" + plan + "\" would do was not found out in time: Temporal does not answer.");
    }
}
