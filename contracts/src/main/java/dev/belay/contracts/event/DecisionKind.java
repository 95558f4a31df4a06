package dev.belay.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person can decide about a deployment. */
public enum DecisionKind {
    APPROVE,
    REJECT,
    RETRY,
    /** Runs a task that the question offers, and then the step again. */
    REPAIR,
    /** It is not done, and the deployment goes on without it. */
    SKIP,
    /** It was done by hand. */
    DONE,
    ROLLBACK,
    CANCEL,
    /** It no longer runs, says a person, where no proof could be had. */
    VOUCH,
    /** Ends a failed rollback as it is. */
    CLOSE,
    /** Frees the environment of an interrupted deployment. */
    ACKNOWLEDGE;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static DecisionKind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
