package dev.belay.notifier.slack.calls;

import com.slack.api.methods.request.conversations.ConversationsHistoryRequest;
import com.slack.api.methods.request.conversations.ConversationsRepliesRequest;
import com.slack.api.model.Message.Metadata;
import dev.belay.notifier.slack.board.Posted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises messages that Slack took without our having heard of it, by the mark that each of them carries.
 *
 * <p>Slack has no way to make posting repeatable, so this is asked before a message of uncertain fate is sent again.
 */
public final class SentMessages {
    private static final Logger LOG = LoggerFactory.getLogger(SentMessages.class);
    private static final String EVENT_TYPE = "belay_message";
    private static final Pattern CHANNEL_ID = Pattern.compile("[CGD][A-Z0-9]{8,}");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final int PAGE = 200;
    private static final int PAGES = 10;

    private final SlackCalls calls;

    public SentMessages(SlackCalls calls) {
        this.calls = calls;
    }

    static Metadata mark(String key) {
        return Metadata.builder()
                .eventType(EVENT_TYPE)
                .eventPayload(Map.of("key", key))
                .build();
    }

    public static boolean isChannelId(String channel) {
        return CHANNEL_ID.matcher(channel).matches();
    }

    /**
     * Looks for a message among those since it was first sent.
     *
     * <p>Empty also where Slack does not let this app look; the message is then sent again and may stand there twice.
     *
     * @param channelId Slack's id, since names cannot be asked for
     */
    public Optional<Posted> find(Placement to, String channelId, String key, Instant attempted) {
        try {
            return to.thread() == null
                    ? inChannel(channelId, key, attempted)
                    : inThread(channelId, to.thread(), key, attempted);
        } catch (SlackTrouble trouble) {
            if (trouble.kind() != SlackTrouble.Kind.REFUSED) {
                throw trouble;
            }
            LOG.warn(
                    "Message {} is sent again without knowing whether it stands in channel {} already; it may stand"
                            + " there twice. {} Give Belay's app the scopes channels:history and groups:history.",
                    key,
                    channelId,
                    trouble.what());
            return Optional.empty();
        }
    }

    private Optional<Posted> inChannel(String channel, String key, Instant attempted) {
        String cursor = "";
        for (int page = 0; page < PAGES; page++) {
            ConversationsHistoryRequest request = ConversationsHistoryRequest.builder()
                    .channel(channel)
                    .oldest(oldest(attempted))
                    .includeAllMetadata(true)
                    .limit(PAGE)
                    .cursor(cursor)
                    .build();
            var response = calls.call(SlackMethod.HISTORY, methods -> methods.conversationsHistory(request));
            Optional<Posted> found = among(response.getMessages(), channel, key);
            cursor = response.getResponseMetadata() == null
                    ? ""
                    : String.valueOf(response.getResponseMetadata().getNextCursor());
            if (found.isPresent() || cursor.isEmpty() || cursor.equals("null")) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Posted> inThread(String channel, String thread, String key, Instant attempted) {
        ConversationsRepliesRequest request = ConversationsRepliesRequest.builder()
                .channel(channel)
                .ts(thread)
                .oldest(oldest(attempted))
                .includeAllMetadata(true)
                .limit(1000)
                .build();
        var response = calls.call(SlackMethod.REPLIES, methods -> methods.conversationsReplies(request));
        return among(response.getMessages(), channel, key);
    }

    private static Optional<Posted> among(List<com.slack.api.model.Message> messages, String channel, String key) {
        return messages.stream()
                .filter(message -> isMarked(message.getMetadata(), key))
                .findFirst()
                .map(message -> new Posted(channel, message.getTs()));
    }

    @SuppressWarnings("ConstantValue") // the client's classes say nothing about null
    private static boolean isMarked(Metadata metadata, String key) {
        return metadata != null
                && EVENT_TYPE.equals(metadata.getEventType())
                && metadata.getEventPayload() != null
                && key.equals(metadata.getEventPayload().get("key"));
    }

    private static String oldest(Instant attempted) {
        return attempted.minus(CLOCKS_DIFFER).getEpochSecond() + ".000000";
    }
}
