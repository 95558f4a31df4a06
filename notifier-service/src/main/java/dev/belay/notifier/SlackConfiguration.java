package dev.belay.notifier;

import static java.util.Objects.requireNonNull;

import dev.belay.notifier.delivery.EventReader;
import dev.belay.notifier.delivery.RetryProperties;
import dev.belay.notifier.delivery.Troubles;
import dev.belay.notifier.slack.SlackEvents;
import dev.belay.notifier.slack.SlackProperties;
import dev.belay.notifier.slack.SlackSender;
import dev.belay.notifier.slack.board.Boards;
import dev.belay.notifier.slack.calls.SlackCalls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Slack, where it is set up. */
@Configuration(proxyBeanMethods = false)
@Conditional(ConfiguredChannels.Slack.class)
@EnableConfigurationProperties(SlackProperties.class)
class SlackConfiguration {

    @Bean
    Boards boards(NotifierProperties notifier, SlackProperties slack, Clock clock) {
        return Boards.open(notifier.state().resolve("slack"), slack.channelChoice(), notifier.ignoreOlderThan(), clock);
    }

    @Bean
    SlackCalls slackCalls(SlackProperties slack, MeterRegistry meters) {
        return new SlackCalls(slack.apiUrl(), slack.timeout(), requireNonNull(slack.tokenFile()), meters);
    }

    @Bean
    SlackSender slackSender(
            SlackProperties slack,
            Boards boards,
            SlackCalls calls,
            RetryProperties retry,
            Troubles troubles,
            MeterRegistry meters,
            Clock clock) {
        return SlackSender.of(slack, boards, calls, retry, troubles, meters, clock);
    }

    @Bean
    Consumer<Message<byte[]>> slackEvents(EventReader reader, Boards boards) {
        return new SlackEvents(reader, boards);
    }
}
