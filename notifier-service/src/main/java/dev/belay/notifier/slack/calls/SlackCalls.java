package dev.belay.notifier.slack.calls;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.util.http.SlackHttpClient;
import dev.belay.notifier.slack.board.Posted;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of Slack's Web API; each returns when Slack has done it, and throws {@link SlackTrouble} otherwise. */
public final class SlackCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlackCalls.class);
    private static final int TOO_MANY_REQUESTS = 429;

    private final Slack slack;
    private final TokenFile token;
    private final MeterRegistry meters;

    public SlackCalls(URI apiUrl, Duration timeout, Path tokenFile, MeterRegistry meters) {
        this.slack = client(config(apiUrl, timeout));
        this.token = new TokenFile(tokenFile);
        this.meters = meters;
    }

    /**
     * Posts a message.
     *
     * @param key by which {@link SentMessages} finds it again
     */
    public Posted post(Placement to, Message message, String key) {
        ChatPostMessageRequest request = ChatPostMessageRequest.builder()
                .channel(to.channel())
                .threadTs(to.thread())
                .replyBroadcast(to.broadcast())
                .text(message.text())
                .blocks(message.blocks())
                .metadata(SentMessages.mark(key))
                .unfurlLinks(false)
                .unfurlMedia(false)
                .build();
        ChatPostMessageResponse response = call(SlackMethod.POST, methods -> methods.chatPostMessage(request));
        return new Posted(response.getChannel(), response.getTs());
    }

    /** Replaces what a message says. */
    public void update(Posted where, Message message) {
        ChatUpdateRequest request = ChatUpdateRequest.builder()
                .channel(where.channel())
                .ts(where.ts())
                .text(message.text())
                .blocks(message.blocks())
                // Unlike posting, changing would turn names and channels in the text into mentions.
                .parse("none")
                .build();
        call(SlackMethod.UPDATE, methods -> methods.chatUpdate(request));
    }

    /** One call, as the client has it. */
    interface Call<T> {
        T by(MethodsClient methods) throws IOException, SlackApiException;
    }

    <T extends SlackApiTextResponse> T call(SlackMethod method, Call<T> call) {
        try {
            T response = answer(method, call);
            count(method, "ok");
            return response;
        } catch (SlackTrouble trouble) {
            count(
                    method,
                    trouble.refusal()
                            .map(SlackRefusal::error)
                            .orElse(trouble.kind() == SlackTrouble.Kind.LIMITED ? "limited" : "failed"));
            throw trouble;
        }
    }

    private <T extends SlackApiTextResponse> T answer(SlackMethod method, Call<T> call) {
        try {
            T response = call.by(slack.methods(token.token()));
            if (!response.isOk()) {
                throw refused(method, response);
            }
            return response;
        } catch (SlackApiException answer) {
            throw notYet(method, answer);
        } catch (ConnectException | UnknownHostException unreachable) {
            throw SlackTrouble.unreached("Slack cannot be reached (" + unreachable + ").");
        } catch (IOException | JsonParseException unreachable) {
            throw SlackTrouble.passing("Slack cannot be reached (" + unreachable + ").");
        }
    }

    private static SlackTrouble refused(SlackMethod method, SlackApiTextResponse response) {
        SlackRefusal refusal = new SlackRefusal(
                Optional.ofNullable(response.getError()).orElse("an unnamed error"),
                Optional.ofNullable(response.getNeeded()).orElse(""));
        return refusal.mayPass()
                ? SlackTrouble.passing("Slack answers " + method.label() + " with \"" + refusal.error() + "\".")
                : SlackTrouble.refused(method, refusal);
    }

    private static SlackTrouble notYet(SlackMethod method, SlackApiException answer) {
        int code = answer.getResponse().code();
        if (code == TOO_MANY_REQUESTS) {
            Duration asked = Optional.ofNullable(answer.getResponse().header("Retry-After"))
                    .filter(seconds -> seconds.matches("\\d{1,6}"))
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                    .orElse(Duration.ofSeconds(30));
            return SlackTrouble.limited(method, asked);
        }
        return SlackTrouble.passing("Slack answers " + method.label() + " with HTTP status " + code + ".");
    }

    private void count(SlackMethod method, String answer) {
        meters.counter("belay.slack.calls", "method", method.label(), "answer", answer)
                .increment();
    }

    /** By itself the client would send a call again where a connection breaks, and what was posted would stand there twice. */
    private static Slack client(SlackConfig config) {
        OkHttpClient http = SlackHttpClient.buildOkHttpClient(config)
                .newBuilder()
                .retryOnConnectionFailure(false)
                // Short, so that Slack does not end a connection that is about to be used.
                .connectionPool(new ConnectionPool(1, 5, TimeUnit.SECONDS))
                .build();
        return Slack.getInstance(config, new SlackHttpClient(http));
    }

    private static SlackConfig config(URI apiUrl, Duration longest) {
        String url = apiUrl.toString();
        int timeout = Math.toIntExact(longest.toMillis());
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
