package dev.belay.orchestrator.plan.reading.parameter;

import dev.belay.documents.Findings;
import dev.belay.documents.Nearest;
import dev.belay.documents.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills parameters into the texts of a plan that is parsed already, so that no value can change the plan's form.
 *
 * <p>Never into keys, nor into the names of files, nor into SQL, where a value could change the statement.
 */
public final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}|$)");
    private static final Set<String> LEFT_ALONE = Set.of("parameters", "plan");

    private final Map<String, String> values;
    private final Findings findings;

    public Interpolation(ParameterValues values, Findings findings) {
        this.values = values.values();
        this.findings = findings;
    }

    public Node apply(Node node) {
        if (node instanceof Node.Text text) {
            return new Node.Text(fill(text), text.mark(), text.path());
        }
        if (node instanceof Node.Sequence sequence) {
            List<Node> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(apply(item)));
            return new Node.Sequence(items, sequence.mark(), sequence.path());
        }
        return mapping((Node.Mapping) node);
    }

    private Node mapping(Node.Mapping mapping) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            if (key.contains("${")) {
                findings.report(
                        entry.key(),
                        entry.value().path(),
                        "parameter-in-key",
                        "Key \"" + key + "\" has a parameter; expected one in values only.",
                        key,
                        "a key without ${...}",
                        "Write the key out.");
            }
            entries.put(key, new Node.Entry(entry.key(), value(mapping, key, entry.value())));
        });
        return new Node.Mapping(entries, mapping.mark(), mapping.path());
    }

    private Node value(Node.Mapping owner, String key, Node value) {
        if (owner.path().isEmpty() && LEFT_ALONE.contains(key)) {
            return value;
        }
        if (key.equals("use") && owner.path().endsWith("]")) {
            return value;
        }
        return key.equals("online")
                ? withoutParameters(value)
                : key.equals("sql") && value instanceof Node.Text text ? sql(text) : apply(value);
    }

    /** Operations on the schema are made of SQL. */
    private Node withoutParameters(Node node) {
        if (node instanceof Node.Text text) {
            return sql(text);
        }
        if (node instanceof Node.Sequence sequence) {
            return new Node.Sequence(
                    sequence.items().stream().map(this::withoutParameters).toList(), sequence.mark(), sequence.path());
        }
        Node.Mapping mapping = (Node.Mapping) node;
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, entry) ->
                        entries.put(key, new Node.Entry(entry.key(), withoutParameters(entry.value()))));
        return new Node.Mapping(entries, mapping.mark(), mapping.path());
    }

    private Node sql(Node.Text text) {
        Matcher reference = REFERENCE.matcher(text.text());
        while (reference.find()) {
            if (reference.group(1) != null) {
                findings.report(
                        text,
                        "parameter-in-sql",
                        "SQL has \"" + reference.group() + "\"; expected no parameter, since its value could change"
                                + " the statement.",
                        reference.group(),
                        "SQL without ${...}",
                        "Write the value out, or $${ where the two characters themselves are meant.");
            }
        }
        return new Node.Text(text.text().replace("$${", "${"), text.mark(), text.path());
    }

    private String fill(Node.Text text) {
        return REFERENCE
                .matcher(text.text())
                .replaceAll(reference -> Matcher.quoteReplacement(
                        reference.group(1) == null ? "${" : value(text, reference.group(1), reference.group(2))));
    }

    private String value(Node.Text text, String name, String end) {
        if (end.isEmpty()) {
            findings.report(
                    text,
                    "ill-formed",
                    text.described() + " has \"${\" without \"}\"; expected ${parameter}.",
                    "${" + name,
                    "${parameter}",
                    "Close it, or write $${ where the two characters themselves are meant.");
            return name;
        }
        return Optional.ofNullable(values.get(name)).orElseGet(() -> unknown(text, name));
    }

    private String unknown(Node.Text text, String name) {
        findings.report(
                text,
                "unknown-parameter",
                "Parameter \"" + name + "\" is not declared by the plan; expected "
                        + (values.isEmpty() ? "none" : "one of " + String.join(", ", values.keySet())) + ".",
                name,
                String.join(", ", values.keySet()),
                Nearest.of(name, values.keySet())
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("Declare it under \"parameters\"."));
        return ParameterValues.STAND_IN;
    }
}
