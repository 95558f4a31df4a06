package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a backup within its environment's backup directory. */
public record BackupId(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BackupId {
        if (text.isBlank() || text.contains("/")) {
            throw new IllegalArgumentException("Backup id \"" + text + "\" is blank or contains a slash");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
