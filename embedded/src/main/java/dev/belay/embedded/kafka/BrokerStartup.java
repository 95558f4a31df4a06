package dev.belay.embedded.kafka;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Exit;

/** Turns a broker's failure to start, which by Kafka's custom ends the whole JVM, into an exception for the one who started it. */
final class BrokerStartup {
    private BrokerStartup() {}

    // Kafka's exit procedure is one for the JVM: brokers start one after another. Once started, a fatal fault of the
    // broker (a full disk, say) ends the process as Kafka means it to.
    static synchronized <T> T run(Supplier<T> start) {
        Exit.setExitProcedure(BrokerStartup::fail);
        Exit.setHaltProcedure(BrokerStartup::fail);
        try {
            return start.get();
        } finally {
            Exit.resetExitProcedure();
            Exit.resetHaltProcedure();
        }
    }

    private static void fail(int status, String message) {
        throw new IllegalStateException(
                "The embedded broker could not start (status %d%s). The reason is in the log lines of org.apache.kafka and kafka before this one."
                        .formatted(status, message == null ? "" : ", " + message));
    }
}
