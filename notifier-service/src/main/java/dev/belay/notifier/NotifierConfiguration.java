package dev.belay.notifier;

import dev.belay.messaging.MessageCodec;
import dev.belay.messaging.stream.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.messaging.Message;

/** Puts the notifier together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotifierProperties.class)
class NotifierConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DeliveredEvents deliveredEvents(NotifierProperties properties, Clock clock) {
        return DeliveredEvents.open(properties.state(), clock.instant().minus(properties.ignoreOlderThan()));
    }

    @Bean
    Channels channels(NotifierProperties properties, MeterRegistry meters, Clock clock) {
        return Channels.of(properties.slack(), meters, clock);
    }

    @Bean
    DeadLetters unreadableEvents(StreamBridge bridge, MeterRegistry meters) {
        return new DeadLetters(bridge, "deadLetters-out-0", meters);
    }

    /** Named by the configuration of the binding. */
    @Bean
    CommonErrorHandler endlessRetry(NotifierProperties properties) {
        return EndlessRetry.handler(properties.retry());
    }

    @Bean
    Consumer<Message<byte[]>> deploymentEvents(
            Channels channels, DeliveredEvents told, DeadLetters deadLetters, Clock clock) {
        EventReader reader = new EventReader(new MessageCodec("/notifier", clock));
        return new EventConsumer(reader, channels, told, deadLetters);
    }
}
