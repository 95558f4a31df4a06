package dev.belay.examples.production;

import dev.belay.documents.Findings;
import dev.belay.documents.Node;
import dev.belay.documents.YamlDocument;
import dev.belay.examples.production.observation.MigrationHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code example.yaml}. */
final class ExampleReader {
    private static final List<String> METHODS = List.of("head", "get");

    private final Path file;

    ExampleReader(Path file) {
        this.file = file;
    }

    Example read(Path source) {
        Node.Mapping root = mapping(document(), "the file");
        Node.Mapping visitor = mapping(value(root, "visitor"), "visitor");
        return new Example(
                source,
                text(root, "example"),
                text(root, "title"),
                MigrationHistory.valueOf(text(root, "history").toUpperCase(Locale.ROOT)),
                versions(mapping(value(root, "versions"), "versions")),
                text(root, "live"),
                texts(root, "services"),
                texts(root, "secrets"),
                visit(visitor),
                texts(root, "paths"),
                plans(mapping(value(root, "plans"), "plans")));
    }

    private Node document() {
        try {
            Findings findings = new Findings(file.toString());
            return YamlDocument.read(Files.readString(file), findings)
                    .orElseThrow(() -> new ProductionFailed("%s cannot be read: %s".formatted(file, findings)));
        } catch (IOException unreadable) {
            throw new ProductionFailed(file + " cannot be read", unreadable);
        }
    }

    private Example.Visit visit(Node.Mapping visitor) {
        String method = METHODS.stream()
                .filter(visitor.entries()::containsKey)
                .findFirst()
                .orElseThrow(() -> missing("head or get of visitor"));
        return new Example.Visit(
                method.toUpperCase(Locale.ROOT),
                text(visitor, method),
                texts(visitor, "status").stream().map(Integer::valueOf).toList());
    }

    private Map<String, String> versions(Node.Mapping versions) {
        Map<String, String> read = new LinkedHashMap<>();
        versions.entries().keySet().forEach(tag -> read.put(tag, text(versions, tag)));
        return read;
    }

    private Map<String, List<String>> plans(Node.Mapping plans) {
        Map<String, List<String>> read = new LinkedHashMap<>();
        plans.entries().forEach((file, plan) -> read.put(file, texts(mapping(plan.value(), "plan " + file), "gains")));
        return read;
    }

    private List<String> texts(Node.Mapping mapping, String key) {
        if (!(value(mapping, key) instanceof Node.Sequence sequence)) {
            throw missing("a list under " + key);
        }
        List<String> texts = new ArrayList<>();
        for (Node item : sequence.items()) {
            texts.add(text(item, key));
        }
        return texts;
    }

    private String text(Node.Mapping mapping, String key) {
        return text(value(mapping, key), key);
    }

    private String text(Node node, String key) {
        if (node instanceof Node.Text text) {
            return text.text();
        }
        throw missing("text under " + key);
    }

    private Node.Mapping mapping(Node node, String key) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw missing("keys under " + key);
    }

    private Node value(Node.Mapping mapping, String key) {
        Node.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            throw missing(key);
        }
        return entry.value();
    }

    private ProductionFailed missing(String what) {
        return new ProductionFailed("%s lacks %s".formatted(file, what));
    }
}
