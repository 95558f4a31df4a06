package dev.belay.orchestrator.deployment.refusal;

/** No plan has the name. */
public final class PlanUnknown extends Refusal {
    public PlanUnknown(String message) {
        super(message);
    }
}
