package dev.belay.worker.database;

/** Tables that Belay makes for itself in a database that it changes, by the names that several workers know. */
public final class OwnTables {
    /** How far online operations have come. */
    public static final String ONLINE = "belay_online";

    /** The transactions of online operations: {@code transaction xid8}, {@code written_at timestamptz}. */
    public static final String ONLINE_TRANSACTIONS = "belay_online_transactions";

    private OwnTables() {}
}
