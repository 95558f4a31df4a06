package dev.belay.orchestrator.deployment.refusal;

/** A deployment cannot begin at the time that was asked for. */
public final class StartTimeRefused extends Refusal {
    private final String next;

    public StartTimeRefused(String why, String next) {
        super(why);
        this.next = next;
    }

    public String next() {
        return next;
    }
}
