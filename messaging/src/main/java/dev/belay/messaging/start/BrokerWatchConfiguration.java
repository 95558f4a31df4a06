package dev.belay.messaging.start;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says in the log when Kafka goes away and when it is back. */
@Configuration(proxyBeanMethods = false)
public class BrokerWatchConfiguration {
    @Bean(destroyMethod = "close")
    ServerWatch brokerWatch(@Value("${spring.cloud.stream.kafka.binder.brokers:localhost}") String brokers) {
        return new ServerWatch(
                        new NeededServer(
                                "Kafka at " + brokers, () -> ServerPort.lack(brokers, BrokerNeeded.USUAL_PORT)),
                        "What runs goes on, what has to be sent waits, and nothing is lost.",
                        Clock.systemUTC())
                .start();
    }
}
