package dev.belay.notifier;

import static java.util.Objects.requireNonNull;

import dev.belay.notifier.delivery.ChannelConsumers;
import dev.belay.notifier.webhook.WebhookChannel;
import dev.belay.notifier.webhook.WebhookProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** The webhook, where it is set up. */
@Configuration(proxyBeanMethods = false)
@Conditional(ConfiguredChannels.Webhook.class)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {

    @Bean
    Consumer<Message<byte[]>> webhookEvents(
            ChannelConsumers consumers, WebhookProperties properties, MeterRegistry meters, Clock clock) {
        return consumers.of(new WebhookChannel(
                requireNonNull(properties.url()),
                requireNonNull(properties.secretFile()),
                properties.timeout(),
                meters,
                clock));
    }
}
