package dev.belay.e2e.harness;

import dev.belay.embedded.temporal.EmbeddedTemporal;
import dev.belay.embedded.temporal.ServerChoice;
import dev.belay.embedded.temporal.TemporalConfiguration;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Temporal in memory, as a process of its own. */
public final class TemporalMain {
    private TemporalMain() {}

    /** Takes a directory and a port. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedTemporal.start(TemporalConfiguration.in(Path.of(arguments[0]))
                .withPort(Integer.parseInt(arguments[1]))
                .withChoice(ServerChoice.IN_JVM));
        System.out.println("Temporal is ready");
        new CountDownLatch(1).await();
    }
}
