package dev.belay.worker.environment.interpolation;

import java.util.ArrayList;
import java.util.List;

/** A text taken apart at its placeholders; <code>$${</code> is the text <code>${</code>. */
record Template(List<Part> parts) {
    Template {
        parts = List.copyOf(parts);
    }

    /** A piece of the text. */
    sealed interface Part {}

    /** Text that stands for itself. */
    record Literal(String text) implements Part {}

    /** What stands between the braces of <code>${...}</code>. */
    record Placeholder(String name) implements Part {
        String written() {
            return "${" + name + "}";
        }

        boolean isReference() {
            return name.startsWith("file:") || name.startsWith("env:");
        }
    }

    /** A <code>${</code> whose closing brace is missing. */
    record Unclosed() implements Part {}

    static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                literal.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                flush(literal, parts);
                int end = text.indexOf('}', at);
                parts.add(end < 0 ? new Unclosed() : new Placeholder(text.substring(at + 2, end)));
                at = end < 0 ? text.length() : end + 1;
            } else {
                literal.append(text.charAt(at));
                at++;
            }
        }
        flush(literal, parts);
        return new Template(parts);
    }

    /** Whether the whole text is one placeholder. */
    boolean isOnePlaceholder() {
        return parts.size() == 1 && parts.get(0) instanceof Placeholder;
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
