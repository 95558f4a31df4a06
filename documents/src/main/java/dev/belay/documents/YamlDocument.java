package dev.belay.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML 1.2 without giving types to scalars: {@code on}, {@code 0006} and {@code 02:00} stay what they say.
 *
 * <p>Anchors, aliases, merge keys, tags and duplicate keys are complaints, since two readers of such a document may
 * understand it differently.
 */
public final class YamlDocument {
    private static final int LONGEST = 1_000_000;

    private final Findings findings;

    private YamlDocument(Findings findings) {
        this.findings = findings;
    }

    /** Reads the text; empty, with a finding, where it is no YAML document at all. */
    public static Optional<Node> read(String text, Findings findings) {
        return new YamlDocument(findings).read(text);
    }

    private Optional<Node> read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(findings.file())
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(LONGEST)
                .build();
        try {
            if (!new YamlSubset(findings).holds(new Parse(settings).parseString(text))) {
                return Optional.empty();
            }
            Optional<org.snakeyaml.engine.v2.nodes.Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                complain(Mark.START, "", "empty", "The document is empty.", "nothing", "keys and values", "");
                return Optional.empty();
            }
            return Optional.of(convert(root.get(), ""));
        } catch (MarkedYamlEngineException broken) {
            Mark mark = broken.getProblemMark().map(YamlDocument::mark).orElse(Mark.START);
            complain(
                    mark,
                    "",
                    "broken-yaml",
                    "This is not valid YAML: " + broken.getProblem() + ".",
                    broken.getProblem(),
                    "valid YAML",
                    "Check the indentation; put a value that contains any of > @ # $ : { [ in quotes.");
        } catch (YamlEngineException broken) {
            complain(
                    Mark.START,
                    "",
                    "broken-yaml",
                    "This is not valid YAML: " + broken.getMessage(),
                    "",
                    "valid YAML",
                    "");
        }
        return Optional.empty();
    }

    private Node convert(org.snakeyaml.engine.v2.nodes.Node node, String path) {
        Mark mark = node.getStartMark().map(YamlDocument::mark).orElse(Mark.START);
        if (node instanceof ScalarNode scalar) {
            return new Node.Text(scalar.getValue(), mark, path);
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            for (org.snakeyaml.engine.v2.nodes.Node item : sequence.getValue()) {
                items.add(convert(item, path + "[" + items.size() + "]"));
            }
            return new Node.Sequence(items, mark, path);
        }
        return mapping((MappingNode) node, mark, path);
    }

    private Node mapping(MappingNode node, Mark mark, String path) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Mark keyMark =
                    tuple.getKeyNode().getStartMark().map(YamlDocument::mark).orElse(mark);
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                complain(
                        keyMark,
                        path,
                        "ill-formed",
                        "A key must be text.",
                        "a list or map",
                        "text",
                        "Put the key in quotes.");
                continue;
            }
            String key = scalar.getValue();
            String inner = path.isEmpty() ? key : path + "." + key;
            if (key.equals("<<")) {
                complain(
                        keyMark,
                        inner,
                        "merge-key",
                        "Merge keys are not read here.",
                        "<<",
                        "the keys themselves",
                        "Write the keys out.");
            } else if (entries.containsKey(key)) {
                complain(
                        keyMark,
                        inner,
                        "duplicate-key",
                        "Key \"" + key + "\" stands here a second time, first in line "
                                + entries.get(key).key().line() + ".",
                        key,
                        "each key once",
                        "Remove one of the two.");
            } else {
                entries.put(key, new Node.Entry(keyMark, convert(tuple.getValueNode(), inner)));
            }
        }
        return new Node.Mapping(entries, mark, path);
    }

    private void complain(
            Mark mark, String path, String code, String message, String found, String expected, String suggestion) {
        findings.report(mark, path, code, message, found, expected, suggestion);
    }

    static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
