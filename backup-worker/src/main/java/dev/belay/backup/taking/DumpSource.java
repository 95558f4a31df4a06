package dev.belay.backup.taking;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.snapshots.OpenSnapshot;
import dev.belay.backup.snapshots.SnapshotMoment;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a dump comes from: the live database, or the snapshot that was made of it.
 *
 * @param login on what is dumped
 * @param database the live one's name
 * @param moment when the snapshot was made; absent where the live one is dumped
 */
public record DumpSource(
        Login login, String database, @Nullable SnapshotMoment moment) {
    /** The live database itself. */
    public static DumpSource live(Login login) {
        return of(login, Optional.empty());
    }

    static DumpSource of(Login live, Optional<OpenSnapshot> snapshot) {
        String database = ServerAddress.of(live).database();
        return snapshot.map(open ->
                        new DumpSource(ServerAddress.onDatabase(live, open.database()), database, open.moment()))
                .orElseGet(() -> new DumpSource(live, database, null));
    }

    boolean isLive() {
        return moment == null;
    }

    Optional<String> snapshot() {
        return isLive() ? Optional.empty() : Optional.of(ServerAddress.of(login).database());
    }

    /** Sessions on the live database are counted; one on a snapshot would hide somebody else's. */
    DatabaseSession open(Execution execution) {
        return isLive() ? DatabaseSession.onLive(login, execution) : DatabaseSession.elsewhere(login, execution);
    }
}
