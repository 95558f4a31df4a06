package dev.belay.documents;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * The part of YAML that documents may use, looked at before anything is built of them: an alias can make a small text
 * endless, and deep nesting can exhaust the stack.
 */
final class YamlSubset {
    private static final int DEEPEST = 50;

    private final Findings findings;
    private boolean holds = true;
    private int depth;

    YamlSubset(Findings findings) {
        this.findings = findings;
    }

    boolean holds(Iterable<Event> events) {
        for (Event event : events) {
            judge(event);
            if (depth > DEEPEST) {
                complain(
                        event,
                        "too-deep",
                        "This is nested more than " + DEEPEST + " levels deep.",
                        "more than " + DEEPEST + " levels",
                        "at most " + DEEPEST + " levels",
                        "");
                break;
            }
        }
        return holds;
    }

    private void judge(Event event) {
        if (event instanceof CollectionStartEvent start) {
            depth++;
            judgeTag(start, start.getTag());
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        } else if (event instanceof ScalarEvent scalar) {
            judgeTag(scalar, scalar.getTag());
        }
        if (event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> judgeAnchor(node));
        }
    }

    /** The name is not quoted: it may be a password that begins with such a character. */
    private void judgeAnchor(NodeEvent node) {
        String found = node instanceof AliasEvent ? "an alias (*)" : "an anchor (&)";
        complain(
                node,
                "anchor",
                "Anchors and aliases are not read here, found " + found + ".",
                found,
                "the value itself",
                "Write the value out where it is used, or put it in quotes where it begins with & or *.");
    }

    private void judgeTag(NodeEvent node, Optional<String> tag) {
        tag.ifPresent(name -> complain(
                node,
                "tag",
                "Tags are not read here, found \"" + name + "\".",
                name,
                "the value alone",
                "Remove the tag, or put the value in quotes where it begins with an exclamation mark."));
    }

    private void complain(Event event, String code, String message, String found, String expected, String suggestion) {
        holds = false;
        Mark mark = event.getStartMark().map(YamlDocument::mark).orElse(Mark.START);
        findings.report(mark, "", code, message, found, expected, suggestion);
    }
}
