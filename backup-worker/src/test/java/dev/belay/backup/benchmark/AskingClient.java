package dev.belay.backup.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client, warm as one is that has run for days, that asks for one row every millisecond, and connects anew at once where
 * its session is gone.
 */
final class AskingClient implements Runnable {
    private static final long PAUSE_NANOS = 1_000_000;
    private static final String ASKED = "select 1 from orders where id = 1";
    private static final int WARM_UPS = 300;

    private final MeasuredServer server;
    private final CountDownLatch answered = new CountDownLatch(100);
    private volatile boolean stopped;
    private volatile long longest;

    private AskingClient(MeasuredServer server) {
        this.server = server;
    }

    /** The longest time between two answers with a row while the work is done, in seconds. */
    static double gap(MeasuredServer server, Figures.Work work) throws Exception {
        AskingClient client = new AskingClient(server);
        for (int warm = 0; warm < WARM_UPS; warm++) {
            server.text("app", ASKED);
        }
        Thread thread = new Thread(client, "client");
        thread.start();
        client.answered.await(10, TimeUnit.SECONDS);
        client.longest = 0;
        work.run();
        LockSupport.parkNanos(20 * PAUSE_NANOS);
        client.stopped = true;
        thread.join();
        return client.longest / 1e9;
    }

    @Override
    public void run() {
        long last = System.nanoTime();
        while (!stopped) {
            boolean connected = false;
            try (Connection connection = server.connect("app");
                    Statement statement = connection.createStatement()) {
                connected = true;
                while (!stopped) {
                    if (answers(statement)) {
                        long now = System.nanoTime();
                        longest = Math.max(longest, now - last);
                        last = now;
                        answered.countDown();
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (SQLException away) {
                if (!connected) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
        longest = Math.max(longest, System.nanoTime() - last - PAUSE_NANOS);
    }

    /** A table that is not there yet, or empty, is no reason to connect anew. */
    private static boolean answers(Statement statement) throws SQLException {
        try (var row = statement.executeQuery(ASKED)) {
            return row.next();
        } catch (SQLException failed) {
            if (String.valueOf(failed.getSQLState()).startsWith("42")) {
                return false;
            }
            throw failed;
        }
    }
}
