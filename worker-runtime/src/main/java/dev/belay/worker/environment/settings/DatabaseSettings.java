package dev.belay.worker.environment.settings;

import java.util.Optional;

/**
 * The database of the system.
 *
 * @param main the role that migrates and dumps
 * @param admin on a direct connection, may create and rename databases; the main login where the file names none
 * @param readOnly runs the queries of plans; the main login, in read-only transactions, where the file names none
 * @param diskFree prints how much room the disk has on which the server keeps its data
 */
public record DatabaseSettings(Login main, Login admin, Login readOnly, Optional<CommandLine> diskFree) {
    public DatabaseSettings(Login main, Login admin, Login readOnly) {
        this(main, admin, readOnly, Optional.empty());
    }
}
