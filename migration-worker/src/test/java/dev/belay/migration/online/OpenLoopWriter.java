package dev.belay.migration.online;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends an update every 5 ms, and counts each from the time at which it was due, however long the one before took. */
final class OpenLoopWriter implements AutoCloseable {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int WARM = 100;

    private final Connection connection;
    private final String table;
    private final int rows;
    private final Thread thread = new Thread(this::write, "open-loop-writer");
    private volatile boolean stopped;
    private volatile long written;
    private volatile long worstNanos;

    private OpenLoopWriter(Connection connection, String table, int rows) {
        this.connection = connection;
        this.table = table;
        this.rows = rows;
    }

    static OpenLoopWriter start(Connection connection, String table, int rows) {
        OpenLoopWriter writer = new OpenLoopWriter(connection, table, rows);
        writer.thread.start();
        return writer;
    }

    private void write() {
        Random random = new Random(7);
        try (PreparedStatement update = connection.prepareStatement("update " + table + " set c9 = ? where id = ?")) {
            long due = System.nanoTime();
            while (!stopped) {
                due += EVERY_NANOS;
                while (System.nanoTime() - due < 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                update.setInt(1, random.nextInt());
                update.setInt(2, 1 + random.nextInt(rows));
                update.executeUpdate();
                long took = System.nanoTime() - due;
                if (written++ > WARM && took > worstNanos) {
                    worstNanos = took;
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void awaitWarm() {
        while (written <= WARM + 1) {
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    /** Returns the longest wait in ms, once an update that is still waiting has been answered. */
    double stop() throws InterruptedException {
        stopped = true;
        thread.join();
        return worstNanos / 1e6;
    }

    @Override
    public void close() throws Exception {
        stop();
        connection.close();
    }
}
