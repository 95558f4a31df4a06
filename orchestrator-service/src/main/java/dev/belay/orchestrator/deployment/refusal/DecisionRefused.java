package dev.belay.orchestrator.deployment.refusal;

/** The decision does not hold. */
public final class DecisionRefused extends Refusal {
    private final String code;

    public DecisionRefused(String code, String why) {
        super(why);
        this.code = code;
    }

    /** Stable, for scripts. */
    public String code() {
        return code;
    }
}
