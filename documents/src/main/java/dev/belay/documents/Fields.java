package dev.belay.documents;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the keys of one mapping with their types and complains about what does not fit.
 *
 * <p>Ask for every key that may stand there, then call {@link #finish}: keys that nobody asked for are reported with
 * the nearest one that somebody did.
 */
public final class Fields {
    private final Node node;
    private final String what;
    private final Findings findings;
    private final Map<String, Node.Entry> entries;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * Begins to read a node.
     *
     * @param what names the thing in messages, such as {@code the plan} or {@code step "backup"}
     */
    public Fields(Node node, String what, Findings findings) {
        this.node = node;
        this.what = what;
        this.findings = findings;
        if (node instanceof Node.Mapping mapping) {
            this.entries = mapping.entries();
        } else {
            this.entries = Map.of();
            wrongType(node, what, "keys and values");
        }
    }

    public Node node() {
        return node;
    }

    /** The value of a key, whatever its type. */
    public Optional<Node> find(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).map(Node.Entry::value);
    }

    /** Whether the key stands there; the key counts as known. */
    public boolean has(String key) {
        return find(key).isPresent();
    }

    public Optional<String> text(String key) {
        return find(key).flatMap(value -> asText(value, key));
    }

    /** The text of a key; an empty text, with a finding, where it is missing. */
    public String requireText(String key, String expected) {
        Optional<Node> value = find(key);
        if (value.isEmpty()) {
            missing(key, expected);
            return "";
        }
        return asText(value.get(), key).orElse("");
    }

    public Optional<Boolean> flag(String key) {
        return find(key).flatMap(value -> {
            String text = value instanceof Node.Text scalar ? scalar.text() : "";
            return switch (text) {
                case "yes", "true" -> Optional.of(true);
                case "no", "false" -> Optional.of(false);
                default -> {
                    illFormed(value, key, "yes or no");
                    yield Optional.empty();
                }
            };
        });
    }

    public Optional<Integer> integer(String key) {
        return text(key).flatMap(text -> {
            if (text.matches("\\d{1,9}")) {
                return Optional.of(Integer.valueOf(text));
            }
            illFormed(at(key), key, "a whole number");
            return Optional.empty();
        });
    }

    public Optional<Duration> duration(String key) {
        return text(key).flatMap(text -> {
            Optional<Duration> duration = Durations.parse(text);
            if (duration.isEmpty()) {
                illFormed(
                        at(key),
                        key,
                        "a duration such as 500ms, 10s, 15m, 24h or 7d",
                        Durations.meant(text)
                                .map(meant -> "Did you mean \"" + meant + "\"?")
                                .orElse(""));
            }
            return duration;
        });
    }

    /** The text of a key, which must be one of the given. */
    public Optional<String> oneOf(String key, List<String> allowed) {
        return text(key).flatMap(text -> {
            if (allowed.contains(text)) {
                return Optional.of(text);
            }
            Node value = at(key);
            findings.report(
                    value,
                    "ill-formed",
                    "\"" + key + "\" of " + what + " is " + value.described() + "; expected one of "
                            + String.join(", ", allowed) + ".",
                    text,
                    String.join(", ", allowed),
                    Nearest.of(text, allowed)
                            .map(near -> "Did you mean \"" + near + "\"?")
                            .orElse(""));
            return Optional.empty();
        });
    }

    /** The items of a key's list; none where the key is absent. */
    public List<Node> list(String key) {
        return find(key)
                .map(value -> {
                    if (value instanceof Node.Sequence sequence) {
                        return sequence.items();
                    }
                    wrongType(value, "\"" + key + "\" of " + what, "a list");
                    return List.<Node>of();
                })
                .orElse(List.of());
    }

    /** The texts of a key's list; a single text counts as a list of one. */
    public List<String> texts(String key) {
        Optional<Node> value = find(key);
        if (value.isPresent() && value.get() instanceof Node.Text scalar) {
            return asText(scalar, key).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (Node item : list(key)) {
            asText(item, key).ifPresent(texts::add);
        }
        return texts;
    }

    /** The keys of a key's mapping. */
    public Optional<Fields> fields(String key) {
        return find(key).map(value -> new Fields(value, "\"" + key + "\" of " + what, findings));
    }

    /** All keys with their values, where the names of the keys are the user's own; all of them count as known. */
    public Map<String, Node> all() {
        Map<String, Node> all = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            known.add(key);
            all.put(key, entry.value());
        });
        return all;
    }

    /** The keys that stand there, in the order of the file. */
    public Set<String> keys() {
        return entries.keySet();
    }

    /** Every key that somebody asked for, whether it stands there or not. */
    public Set<String> asked() {
        return Collections.unmodifiableSet(known);
    }

    /** Reports every key that nobody asked for. */
    public void finish() {
        finish(List.copyOf(known));
    }

    /** The same, and says of these keys that they may stand there. */
    public void finish(List<String> expected) {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                findings.report(
                        entry.key(),
                        entry.value().path(),
                        "unknown-key",
                        "Key \"" + key + "\" is not known in " + what + "; expected one of "
                                + String.join(", ", expected) + ".",
                        key,
                        String.join(", ", expected),
                        Nearest.of(key, expected)
                                .map(near -> "Did you mean \"" + near + "\"?")
                                .orElse("Remove it."));
            }
        });
    }

    public void missing(String key, String expected) {
        findings.report(
                node,
                "missing",
                "\"" + key + "\" is missing in " + what + "; expected " + expected + ".",
                "nothing",
                expected,
                "Add \"" + key + ": ...\".");
    }

    public void illFormed(Node value, String key, String expected) {
        illFormed(value, key, expected, "");
    }

    private void illFormed(Node value, String key, String expected, String suggestion) {
        findings.report(
                value,
                "ill-formed",
                "\"" + key + "\" of " + what + " is " + value.described() + "; expected " + expected + ".",
                value.described(),
                expected,
                suggestion);
    }

    private Node at(String key) {
        return find(key).orElse(node);
    }

    private Optional<String> asText(Node value, String key) {
        if (!(value instanceof Node.Text scalar)) {
            wrongType(value, "\"" + key + "\" of " + what, "text");
            return Optional.empty();
        }
        if (scalar.text().isEmpty()) {
            findings.report(
                    value,
                    "empty",
                    "\"" + key + "\" of " + what + " has no value.",
                    "nothing",
                    "a value",
                    "Write the value, in quotes where it begins with any of > @ # $.");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    private void wrongType(Node value, String thing, String expected) {
        findings.report(
                value,
                "wrong-type",
                thing + " is " + value.described() + "; expected " + expected + ".",
                value.described(),
                expected,
                "");
    }
}
