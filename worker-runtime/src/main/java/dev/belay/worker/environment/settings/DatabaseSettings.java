package dev.belay.worker.environment.settings;

import java.util.List;
import java.util.Optional;

/**
 * The database of the system.
 *
 * @param main the role that migrates and dumps
 * @param admin on a direct connection, may create and rename databases; the main login where the file names none
 * @param readOnly runs the queries of plans; the main login, in read-only transactions, where the file names none
 * @param replicas logins on servers that follow this one
 * @param limits of what work may cost the server
 */
public record DatabaseSettings(Login main, Login admin, Login readOnly, List<Login> replicas, DatabaseLimits limits) {
    public DatabaseSettings {
        replicas = List.copyOf(replicas);
    }

    public DatabaseSettings(Login main, Login admin, Login readOnly) {
        this(main, admin, readOnly, List.of(), DatabaseLimits.NONE);
    }

    /** Prints how much room the disk has on which the server keeps its data. */
    public Optional<CommandLine> diskFree() {
        return limits.diskFree();
    }
}
