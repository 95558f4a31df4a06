package dev.belay.notifier;

import dev.belay.contracts.message.Topics;
import dev.belay.messaging.MessageCodec;
import dev.belay.messaging.stream.DeadLetters;
import dev.belay.messaging.trace.Traces;
import dev.belay.notifier.delivery.ChannelConsumers;
import dev.belay.notifier.delivery.ChannelsHealth;
import dev.belay.notifier.delivery.EndlessRetry;
import dev.belay.notifier.delivery.EventReader;
import dev.belay.notifier.delivery.RetryProperties;
import dev.belay.notifier.delivery.Troubles;
import dev.belay.notifier.log.LogChannel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.messaging.Message;

/** What all channels share, and the log, which is always there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NotifierProperties.class, RetryProperties.class})
class NotifierConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    EventReader eventReader(Clock clock) {
        return new EventReader(new MessageCodec("/notifier", clock));
    }

    @Bean
    Troubles troubles(MeterRegistry meters) {
        Troubles troubles = new Troubles();
        Gauge.builder("belay.notifier.troubles", troubles, known -> known.open().size())
                .register(meters);
        return troubles;
    }

    @Bean
    ChannelsHealth channelsHealthIndicator(Troubles troubles) {
        return new ChannelsHealth(troubles);
    }

    /** Named by the configuration of the bindings. */
    @Bean
    CommonErrorHandler endlessRetry(RetryProperties retry) {
        return EndlessRetry.handler(retry);
    }

    @Bean
    ChannelConsumers channelConsumers(
            NotifierProperties properties,
            EventReader reader,
            Troubles troubles,
            Traces traces,
            MeterRegistry meters,
            Clock clock) {
        return new ChannelConsumers(
                properties.state(), properties.ignoreOlderThan(), reader, troubles, traces, meters, clock);
    }

    /** The one that puts aside what cannot be read, for all of them. */
    @Bean
    Consumer<Message<byte[]>> logEvents(ChannelConsumers consumers, StreamBridge bridge, MeterRegistry meters) {
        DeadLetters deadLetters = new DeadLetters(bridge, "deadLetters-out-0", meters);
        return consumers.of(
                new LogChannel(),
                (received, why) ->
                        deadLetters.keep(received, Topics.DEPLOYMENT_EVENTS, String.valueOf(why.getMessage())));
    }
}
