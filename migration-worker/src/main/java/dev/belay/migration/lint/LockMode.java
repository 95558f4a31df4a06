package dev.belay.migration.lint;

import java.util.Arrays;
import java.util.Optional;

/** The modes in which the server locks tables, from the weakest to the strongest. */
enum LockMode {
    ACCESS_SHARE("AccessShareLock"),
    ROW_SHARE("RowShareLock"),
    ROW_EXCLUSIVE("RowExclusiveLock"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
    SHARE("ShareLock"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
    EXCLUSIVE("ExclusiveLock"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock");

    private final String ofServer;

    LockMode(String ofServer) {
        this.ofServer = ofServer;
    }

    static Optional<LockMode> of(String ofServer) {
        return Arrays.stream(values())
                .filter(mode -> mode.ofServer.equals(ofServer))
                .findFirst();
    }

    /** Whether those wait who write. */
    boolean stopsWriters() {
        return compareTo(SHARE) >= 0;
    }

    String words() {
        return name().replace('_', ' ')
                + switch (this) {
                    case ACCESS_EXCLUSIVE -> " (stops readers and writers)";
                    case SHARE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE -> " (stops writers)";
                    case ACCESS_SHARE, ROW_SHARE, ROW_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE -> "";
                };
    }
}
