package dev.belay.notifier.slack.calls;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of Slack that did not do what it should. */
public final class SlackTrouble extends RuntimeException {
    private final Kind kind;
    private final @Nullable Duration retryAfter;
    private final @Nullable SlackRefusal refusal;

    /** What is known of a call that did not succeed. */
    public enum Kind {
        /** Slack has done nothing, and says when to call again. */
        LIMITED,
        /** It may pass; Slack has certainly not got it. */
        UNREACHED,
        /** It may pass; whether Slack has done it is not known. */
        PASSING,
        /** Slack has done nothing, and will not until a person has mended something. */
        REFUSED
    }

    private SlackTrouble(Kind kind, String why, @Nullable Duration retryAfter, @Nullable SlackRefusal refusal) {
        super(why, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.refusal = refusal;
    }

    static SlackTrouble limited(SlackMethod method, Duration retryAfter) {
        return new SlackTrouble(
                Kind.LIMITED,
                "Slack asks to leave " + method.label() + " alone for " + retryAfter.toSeconds() + " s.",
                retryAfter,
                null);
    }

    static SlackTrouble passing(String why) {
        return new SlackTrouble(Kind.PASSING, why, null, null);
    }

    static SlackTrouble unreached(String why) {
        return new SlackTrouble(Kind.UNREACHED, why, null, null);
    }

    static SlackTrouble refused(SlackMethod method, SlackRefusal refusal) {
        return new SlackTrouble(
                Kind.REFUSED,
                "Slack answers " + method.label() + " with \"" + refusal.error() + "\". " + refusal.advice(),
                null,
                refusal);
    }

    public Kind kind() {
        return kind;
    }

    /** How long Slack wants to be left alone, where it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Slack's own word, where it has refused. */
    public Optional<SlackRefusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What to say of it. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
