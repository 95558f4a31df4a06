package dev.belay.documents;

import java.util.List;
import java.util.Map;

/** A part of a YAML document; every scalar is text until somebody gives it a type. */
public sealed interface Node {
    Mark mark();

    /** From the document's root, such as {@code phases[0].name}; empty for the root. */
    String path();

    /** What people call this, with its content where that is short. */
    String described();

    /** A scalar. */
    record Text(String text, Mark mark, String path) implements Node {
        @Override
        public String described() {
            return text.isEmpty() ? "nothing" : "\"" + text + "\"";
        }
    }

    /** A list. */
    record Sequence(List<Node> items, Mark mark, String path) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list of " + items.size();
        }
    }

    /** Keys with their values, in the order of the file. */
    record Mapping(Map<String, Entry> entries, Mark mark, String path) implements Node {
        @Override
        public String described() {
            return entries.isEmpty() ? "nothing" : "the keys " + String.join(", ", entries.keySet());
        }
    }

    /** A value and where its key stands. */
    record Entry(Mark key, Node value) {}
}
