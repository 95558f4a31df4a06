package dev.belay.messaging.stream;

import dev.belay.messaging.trace.TraceConfiguration;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** How every service of Belay uses Kafka. */
@Configuration(proxyBeanMethods = false)
@Import({TraceConfiguration.class, HeaderConfiguration.class})
public class StreamConfiguration {
    /** What fails is tried again until it passes: a message that cannot be read is dealt with before it gets here. */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> retryForEver() {
        return (container, destination, group) -> {
            ExponentialBackOff pauses = new ExponentialBackOff(500, 2);
            pauses.setMaxInterval(10_000);
            container.setCommonErrorHandler(new DefaultErrorHandler(pauses));
        };
    }
}
