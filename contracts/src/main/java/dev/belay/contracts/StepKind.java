package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of step that a plan can hold, and the ones that Belay adds by itself. */
public enum StepKind {
    APPROVE,
    NOTIFY,
    MAINTENANCE,
    BACKUP,
    REHEARSE,
    ROLLOUT,
    MIGRATE,
    RUN,
    CHECK,
    WATCH,
    /** Added before the first step that needs the prepared new release. */
    PREPARE,
    /** Added before the first change: measures what later steps compare with. */
    BASELINE,
    /** Added by a rollback: proves that nothing of the deployment is still running. */
    QUIESCE,
    /** Added by a rollback: the application stands still while its database is replaced. */
    STOP,
    /** Added by a rollback: the database from the deployment's verified backup. */
    RESTORE;

    /** The word in plans and messages, such as {@code backup}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
