package dev.belay.e2e.harness;

import dev.belay.embedded.kafka.EmbeddedKafka;
import dev.belay.embedded.kafka.KafkaConfiguration;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The broker as a process of its own. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Takes a directory and a port. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedKafka.start(KafkaConfiguration.in(Path.of(arguments[0])).withPort(Integer.parseInt(arguments[1])));
        System.out.println("The broker is ready");
        new CountDownLatch(1).await();
    }
}
