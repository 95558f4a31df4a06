package dev.belay.backup.swapping;

import dev.belay.backup.disk.Readable;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.database.DatabaseDisk;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Processes;
import java.sql.SQLException;

/** What a database beside the live one takes of the server's disk at its peak, said before it is made. */
public final class ServerRoom {
    static final String LABEL = "room on the server's disk";

    /** Where the log is archived, or kept for somebody, all of it may still be there when the last table is written. */
    private static final String LOG = """
            select case when current_setting('archive_mode') <> 'off'
                or exists (select from pg_catalog.pg_replication_slots)
                or pg_catalog.pg_size_bytes(current_setting('wal_keep_size')) > 0
              then ? else least(?, pg_catalog.pg_size_bytes(current_setting('max_wal_size'))) end
            """;

    private final Processes processes;
    private final Execution execution;

    public ServerRoom(Processes processes, Execution execution) {
        this.processes = processes;
        this.execution = execution;
    }

    /**
     * For a database that is restored beside the live one.
     *
     * @param server a session on the server
     * @param databaseBytes as large as it was when it was dumped
     * @throws WorkFailed where the disk is known to have less room
     */
    public Evidence forRestore(DatabaseSession server, long databaseBytes) throws SQLException, InterruptedException {
        long log = server.number(LOG, databaseBytes, databaseBytes);
        return require(
                databaseBytes + log,
                "a restore takes " + Readable.bytes(databaseBytes) + " for the database beside the live one, and up to "
                        + Readable.bytes(log) + " of write-ahead log");
    }

    /**
     * For a snapshot, of which the server writes hardly any log.
     *
     * @throws WorkFailed where the disk is known to have less room
     */
    public Evidence forSnapshot(long databaseBytes) throws InterruptedException {
        return require(databaseBytes, "the snapshot takes " + Readable.bytes(databaseBytes));
    }

    private Evidence require(long bytes, String taken) throws InterruptedException {
        DatabaseDisk disk = DatabaseDisk.ask(processes, execution);
        if (disk instanceof DatabaseDisk.Free free) {
            if (free.bytes() < bytes) {
                throw new WorkFailed(
                        FailureCode.DISK_FULL,
                        "The server's disk has " + Readable.bytes(free.bytes())
                                + " free, as \"database.limits.diskFree\"" + " tells; " + taken + ".",
                        "Make room there, then retry.");
            }
            return new Evidence(LABEL, taken + "; " + Readable.bytes(free.bytes()) + " are free there");
        }
        String why = disk instanceof DatabaseDisk.Unread unread
                ? unread.why()
                : "the environment file names no command \"database.limits.diskFree\"";
        return new Evidence(LABEL, taken + "; how much is free there is unverified: " + why);
    }
}
