package dev.belay.notifier.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Slack's reference says of blocks: which fields they have, and how long they may be. */
final class BlockKit {
    private static final int MOST = 50;
    private static final int ALL_TOGETHER = 13_000;

    private BlockKit() {}

    /** The error that Slack answers these blocks with; empty where it takes them. */
    static Optional<String> error(String json) {
        JsonNode blocks;
        try {
            blocks = JsonMapper.shared().readTree(json);
        } catch (JacksonException broken) {
            return Optional.of("invalid_blocks_format");
        }
        if (!blocks.isArray() || blocks.size() > MOST) {
            return Optional.of("invalid_blocks");
        }
        if (text(json).length() > ALL_TOGETHER) {
            return Optional.of("msg_blocks_too_long");
        }
        return StreamSupport.stream(blocks.spliterator(), false).allMatch(BlockKit::valid)
                ? Optional.empty()
                : Optional.of("invalid_blocks");
    }

    /** All that people read in blocks, a line for each text. */
    static String text(String json) {
        List<String> texts = new ArrayList<>();
        collect(JsonMapper.shared().readTree(json), texts);
        return String.join("\n", texts);
    }

    private static void collect(JsonNode node, List<String> texts) {
        node.forEachEntry((name, value) -> {
            if (name.equals("text") && value.isString()) {
                texts.add(value.asString());
            }
            collect(value, texts);
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, texts));
        }
    }

    private static boolean valid(JsonNode block) {
        return switch (block.path("type").asString()) {
            case "header" -> text(block.path("text"), "plain_text", 150);
            case "section" -> text(block.path("text"), "mrkdwn", 3_000);
            case "context" -> context(block.path("elements"));
            case "divider" -> true;
            default -> false;
        };
    }

    private static boolean context(JsonNode elements) {
        return elements.size() >= 1
                && elements.size() <= 10
                && StreamSupport.stream(elements.spliterator(), false)
                        .allMatch(element -> text(element, "mrkdwn", 3_000));
    }

    private static boolean text(JsonNode object, String type, int longest) {
        String text = object.path("text").asString("");
        return object.path("type").asString("").equals(type) && !text.isEmpty() && text.length() <= longest;
    }
}
