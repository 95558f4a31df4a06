package dev.belay.notifier;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a Slack workspace through its Web API. */
final class SlackChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(SlackChannel.class);
    private static final int TOO_MANY_REQUESTS = 429;

    private final Slack slack;
    private final SlackAccount account;
    private final MeterRegistry meters;
    private final Clock clock;

    SlackChannel(NotifierProperties.Slack settings, SlackAccount account, MeterRegistry meters, Clock clock) {
        this.slack = Slack.getInstance(config(settings));
        this.account = account;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public void deliver(Notice notice) {
        String to = Optional.ofNullable(notice.channel()).orElse(account.channel());
        Optional<SlackRefusal> refusal = post(to, SlackText.of(notice.text()));
        refusal.ifPresent(refused -> giveUp(notice, to, refused));
        meters.timer("belay.slack.delivery", "outcome", refusal.isEmpty() ? "delivered" : "given-up")
                .record(Duration.between(notice.at(), clock.instant()));
    }

    private Optional<SlackRefusal> post(String to, String text) {
        try {
            ChatPostMessageResponse response = slack.methods(account.token())
                    .chatPostMessage(request -> request.channel(to).text(text));
            return response.isOk() ? Optional.empty() : Optional.of(refusal(response.getError()));
        } catch (SlackApiException answer) {
            throw notYet(answer);
        } catch (IOException unreachable) {
            throw new NotDeliveredYet("Slack cannot be reached (" + unreachable + ").");
        }
    }

    private static SlackRefusal refusal(@Nullable String error) {
        SlackRefusal refusal = new SlackRefusal(error == null ? "unnamed error" : error);
        if (refusal.mayPass()) {
            throw new NotDeliveredYet("Slack answers \"" + refusal.error() + "\".");
        }
        return refusal;
    }

    private static NotDeliveredYet notYet(SlackApiException answer) {
        int code = answer.getResponse().code();
        String why = "Slack answers with HTTP status " + code + ".";
        return retryAfter(answer)
                .filter(asked -> code == TOO_MANY_REQUESTS)
                .map(asked -> new NotDeliveredYet(why, asked))
                .orElseGet(() -> new NotDeliveredYet(why));
    }

    private static Optional<Duration> retryAfter(SlackApiException answer) {
        return Optional.ofNullable(answer.getResponse().header("Retry-After"))
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static void giveUp(Notice notice, String to, SlackRefusal refusal) {
        LOG.error(
                "A message of deployment {} to Slack channel \"{}\" is given up, since Slack answers \"{}\". {}",
                notice.deployment(),
                to,
                refusal.error(),
                refusal.advice());
    }

    private static SlackConfig config(NotifierProperties.Slack settings) {
        String url = settings.apiUrl().toString();
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(url.endsWith("/") ? url : url + "/");
        config.setHttpClientReadTimeoutMillis(timeout);
        config.setHttpClientWriteTimeoutMillis(timeout);
        config.setHttpClientCallTimeoutMillis(timeout);
        // The client's statistics keep a thread, and nobody reads them.
        config.setStatsEnabled(false);
        return config;
    }

    @Override
    public void close() {
        try {
            slack.close();
        } catch (Exception unclosed) {
            LOG.debug("Slack's client did not close", unclosed);
        }
    }
}
