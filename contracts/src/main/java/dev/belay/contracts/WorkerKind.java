package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of worker; each owns one kind of work on the systems that it can reach. */
public enum WorkerKind {
    BACKUP,
    MIGRATION,
    ROLLOUT,
    HEALTHCHECK;

    /** The name in topics, logs and messages, such as {@code backup}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
