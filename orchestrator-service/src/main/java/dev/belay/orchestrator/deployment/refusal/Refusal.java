package dev.belay.orchestrator.deployment.refusal;

/** A request is refused; why says which thing, what was found and what was expected. */
public abstract sealed class Refusal extends RuntimeException
        permits DecisionNotAnswered,
                DecisionRefused,
                DeploymentUnknown,
                EnvironmentBusy,
                IdempotencyKeyReused,
                PlanInvalid,
                PlanUnknown,
                PreviewNotAnswered,
                RoleMissing,
                RollbackPreviewNotAnswered,
                StartTimeRefused {
    private final String why;

    Refusal(String why) {
        super(why);
        this.why = why;
    }

    public String why() {
        return why;
    }
}
