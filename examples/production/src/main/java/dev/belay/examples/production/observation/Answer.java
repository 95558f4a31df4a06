package dev.belay.examples.production.observation;

/** What an endpoint answered: its status, and the digest of the body; both say "none" where nobody answered. */
public record Answer(String status, String bodyDigest) {
    public static Answer none() {
        return new Answer("none", "none");
    }

    @Override
    public String toString() {
        return status + " (" + bodyDigest.substring(0, Math.min(8, bodyDigest.length())) + ")";
    }
}
