package dev.belay.orchestrator.deployment.intake;

/** No plan has the name. */
public final class PlanUnknown extends Refusal {
    PlanUnknown(String message) {
        super(message);
    }
}
