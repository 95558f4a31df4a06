package dev.belay.notifier.slack.rendering;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import java.util.ArrayList;
import java.util.List;

/** Collects blocks within what Slack takes: 50 of them, 3000 characters each, and about 13,000 in all. */
final class BlockList {
    /** Of one section; Slack's limit is 3000. */
    static final int LONGEST = 2_900;

    private static final int MOST = 45;
    /** Slack's own limit is not documented; it answers {@code msg_blocks_too_long} at about 13,000. */
    private static final int ROOM = 10_000;

    private final String whole;
    private final List<LayoutBlock> blocks = new ArrayList<>();
    private int used;
    private boolean full;

    /** @param whole the command that shows what does not fit */
    BlockList(String whole) {
        this.whole = whole;
    }

    BlockList header(String plain) {
        String fits = plain.length() > 150 ? plain.substring(0, 149) + "…" : plain;
        blocks.add(HeaderBlock.builder()
                .text(PlainTextObject.builder().text(fits).emoji(true).build())
                .build());
        return this;
    }

    /** One section of lines, or several where they do not fit into one; what does not fit at all is named. */
    BlockList section(List<String> lines) {
        StringBuilder section = new StringBuilder();
        for (String line : lines) {
            if (section.length() + line.length() + 1 > LONGEST) {
                add(section.toString());
                section.setLength(0);
            }
            section.append(section.isEmpty() ? "" : "\n").append(line);
        }
        add(section.toString());
        return this;
    }

    List<LayoutBlock> withFooter(String mrkdwn) {
        blocks.add(ContextBlock.builder()
                .elements(List.of(text(full ? "It does not all fit here. " + mrkdwn : mrkdwn)))
                .build());
        return List.copyOf(blocks);
    }

    private void add(String mrkdwn) {
        if (mrkdwn.isBlank() || full) {
            return;
        }
        if (used + mrkdwn.length() > ROOM || blocks.size() >= MOST) {
            full = true;
            blocks.add(section("… The rest: " + whole));
            return;
        }
        used += mrkdwn.length();
        blocks.add(section(mrkdwn));
    }

    private static SectionBlock section(String mrkdwn) {
        return SectionBlock.builder().text(text(mrkdwn)).build();
    }

    private static MarkdownTextObject text(String mrkdwn) {
        // Verbatim: names and addresses within are not made into links or mentions.
        return MarkdownTextObject.builder().text(mrkdwn).verbatim(true).build();
    }
}
