package dev.belay.notifier.slack;

import dev.belay.notifier.slack.PretendWorkspace.Said;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slack's methods: who may call them with what, how often, and what they do. */
final class PretendMethods {
    private final PretendWorkspace workspace;
    private final Clock clock;
    private final Duration between;
    private final Map<String, Instant> lastCall = new ConcurrentHashMap<>();
    private volatile String token;
    private volatile Set<String> scopes = Set.of("chat:write", "channels:history", "groups:history");

    PretendMethods(PretendWorkspace workspace, String token, Clock clock, Duration between) {
        this.workspace = workspace;
        this.token = token;
        this.clock = clock;
        this.between = between;
    }

    void replaceToken(String other) {
        token = other;
    }

    void grantOnly(String... granted) {
        scopes = Set.of(granted);
    }

    /** @param authorization null where the call has none */
    Answer answer(String authorization, String method, Map<String, String> form) {
        if (authorization == null) {
            return Answer.error("not_authed");
        }
        if (!authorization.equals("Bearer " + token)) {
            return Answer.error("invalid_auth");
        }
        Set<String> needed =
                switch (method) {
                    case "chat.postMessage", "chat.update" -> Set.of("chat:write");
                    case "conversations.history", "conversations.replies" -> Set.of("channels:history");
                    default -> Set.of();
                };
        if (needed.isEmpty()) {
            return Answer.error("unknown_method");
        }
        if (!scopes.containsAll(needed)) {
            return new Answer(
                    200,
                    Map.of(
                            "ok",
                            false,
                            "error",
                            "missing_scope",
                            "needed",
                            String.join(",", needed),
                            "provided",
                            String.join(",", scopes)),
                    "");
        }
        // Only posting takes a name; all else wants the id.
        Optional<String> channel = method.equals("chat.postMessage")
                ? workspace.id(channel(form))
                : workspace.id(channel(form)).filter(id -> id.equals(channel(form)));
        if (channel.isEmpty()) {
            return Answer.error("channel_not_found");
        }
        Instant last = lastCall.put(method + channel.get(), clock.instant());
        if (last != null && Duration.between(last, clock.instant()).compareTo(between) < 0) {
            return Answer.limited("1");
        }
        return workspace.refusal(channel.get()).map(Answer::error).orElseGet(() -> done(method, channel.get(), form));
    }

    private Answer done(String method, String channel, Map<String, String> form) {
        return switch (method) {
            case "chat.postMessage" -> post(channel, form);
            case "chat.update" -> update(channel, form);
            case "conversations.history" -> history(channel, form);
            default -> replies(channel, form);
        };
    }

    private Answer post(String channel, Map<String, String> form) {
        String thread = form.getOrDefault("thread_ts", "");
        if (!thread.isEmpty() && workspace.find(channel, thread).isEmpty()) {
            return Answer.error("thread_not_found");
        }
        boolean broadcast = form.getOrDefault("reply_broadcast", "false").matches("1|true");
        return contentError(form).map(Answer::error).orElseGet(() -> {
            Said said = workspace.post(channel, thread, broadcast, text(form), blocks(form), key(form));
            return Answer.ok(Map.of("channel", channel, "ts", said.ts()));
        });
    }

    private Answer update(String channel, Map<String, String> form) {
        Optional<Said> said = workspace.find(channel, form.getOrDefault("ts", ""));
        if (said.isEmpty()) {
            return Answer.error("message_not_found");
        }
        return contentError(form).map(Answer::error).orElseGet(() -> {
            workspace.update(said.get(), text(form), blocks(form));
            return Answer.ok(Map.of("channel", channel, "ts", said.get().ts()));
        });
    }

    private Answer history(String channel, Map<String, String> form) {
        return found(form, said -> said.channel().equals(channel) && (!said.inThread() || said.broadcast()));
    }

    private Answer replies(String channel, Map<String, String> form) {
        String thread = form.getOrDefault("ts", "");
        if (workspace.find(channel, thread).isEmpty()) {
            return Answer.error("thread_not_found");
        }
        return found(
                form,
                said -> said.channel().equals(channel)
                        && (said.ts().equals(thread) || said.thread().equals(thread)));
    }

    private Answer found(Map<String, String> form, Predicate<Said> wanted) {
        boolean metadata = form.getOrDefault("include_all_metadata", "false").matches("1|true");
        List<Map<String, Object>> messages = workspace.messages().stream()
                .filter(wanted)
                .map(said -> {
                    Map<String, Object> message = new LinkedHashMap<>();
                    message.put("type", "message");
                    message.put("ts", said.ts());
                    message.put("text", said.text());
                    if (metadata) {
                        message.put(
                                "metadata",
                                Map.of("event_type", "belay_message", "event_payload", Map.of("key", said.key())));
                    }
                    return message;
                })
                .toList();
        return Answer.ok(Map.of("messages", messages, "has_more", false));
    }

    private static Optional<String> contentError(Map<String, String> form) {
        if (text(form).isBlank() && blocks(form).isEmpty()) {
            return Optional.of("no_text");
        }
        if (text(form).length() > 40_000) {
            return Optional.of("msg_too_long");
        }
        return blocks(form).isEmpty() ? Optional.empty() : BlockKit.error(blocks(form));
    }

    private static String text(Map<String, String> form) {
        return form.getOrDefault("text", "");
    }

    private static String blocks(Map<String, String> form) {
        return form.getOrDefault("blocks", "");
    }

    private static String key(Map<String, String> form) {
        JsonNode metadata = JsonMapper.shared().readTree(form.getOrDefault("metadata", "{}"));
        return metadata.at("/event_payload/key").asString("");
    }

    private static String channel(Map<String, String> form) {
        return form.getOrDefault("channel", "");
    }
}
