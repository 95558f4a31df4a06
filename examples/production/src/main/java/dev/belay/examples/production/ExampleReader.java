package dev.belay.examples.production;

import dev.belay.documents.Durations;
import dev.belay.documents.Findings;
import dev.belay.documents.Node;
import dev.belay.documents.YamlDocument;
import dev.belay.examples.production.observation.MigrationHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
                pairs(mapping(value(root, "versions"), "versions")),
                text(root, "live"),
                texts(root, "services"),
                texts(root, "secrets"),
                visit(visitor),
                texts(root, "paths"),
                plans(mapping(value(root, "plans"), "plans")),
                given(mapping(value(root, "plans"), "plans")),
                variants(root, source),
                optional(root));
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

    private Map<String, String> pairs(Node.Mapping mapping) {
        Map<String, String> read = new LinkedHashMap<>();
        mapping.entries().keySet().forEach(key -> read.put(key, text(mapping, key)));
        return read;
    }

    private Map<String, Example.Outcome> plans(Node.Mapping plans) {
        Map<String, Example.Outcome> read = new LinkedHashMap<>();
        plans.entries().forEach((file, plan) -> read.put(file, outcome(mapping(plan.value(), "plan " + file))));
        return read;
    }

    private Example.Outcome outcome(Node.Mapping plan) {
        return new Example.Outcome(
                texts(plan, "gains"), optionalTexts(plan, "replaces").orElse(List.of()));
    }

    private Map<String, Example.Given> given(Node.Mapping plans) {
        Map<String, Example.Given> read = new LinkedHashMap<>();
        plans.entries().forEach((file, plan) -> read.put(file, given(mapping(plan.value(), "plan " + file), file)));
        return read;
    }

    private Example.Given given(Node.Mapping plan, String file) {
        Map<String, String> parameters =
                optional(plan, "parameters").map(this::pairs).orElse(Map.of());
        Map<String, String> times =
                new LinkedHashMap<>(optional(plan, "times").map(this::pairs).orElse(Map.of()));
        String zone = times.remove("zone");
        Map<String, Duration> after = new LinkedHashMap<>();
        times.forEach((name, text) -> after.put(
                name,
                Durations.parse(text)
                        .orElseThrow(() -> missing("a duration for %s of plan %s".formatted(name, file)))));
        return new Example.Given(
                parameters,
                zone == null ? ZoneOffset.UTC : ZoneId.of(zone),
                after,
                optional(plan, "environment").map(this::pairs).orElse(Map.of()),
                Optional.ofNullable(plan.entries().get("after")).map(entry -> text(entry.value(), "after")),
                optionalParameters(plan));
    }

    private Map<String, Example.Variant> variants(Node.Mapping root, Path source) {
        Map<String, Example.Variant> read = new LinkedHashMap<>();
        optional(root, "variants")
                .ifPresent(variants -> variants.entries().forEach((name, variant) -> {
                    Node.Mapping keys = mapping(variant.value(), "variant " + name);
                    read.put(
                            name,
                            new Example.Variant(
                                    name,
                                    Optional.ofNullable(keys.entries().get("content"))
                                            .map(content -> source.resolve(text(content.value(), "content"))),
                                    optional(keys, "parameters")
                                            .map(this::pairs)
                                            .orElse(Map.of()),
                                    text(keys, "finds"),
                                    optionalTexts(keys, "repaired")));
                }));
        return read;
    }

    private Map<String, List<String>> optional(Node.Mapping root) {
        Map<String, List<String>> read = new LinkedHashMap<>();
        optional(root, "optional")
                .ifPresent(programs ->
                        programs.entries().keySet().forEach(program -> read.put(program, texts(programs, program))));
        return read;
    }

    private Map<String, Map<String, String>> optionalParameters(Node.Mapping plan) {
        Map<String, Map<String, String>> read = new LinkedHashMap<>();
        optional(plan, "optional")
                .ifPresent(programs -> programs.entries()
                        .forEach((program, keys) -> read.put(program, pairs(mapping(keys.value(), program)))));
        return read;
    }

    private Optional<List<String>> optionalTexts(Node.Mapping mapping, String key) {
        return mapping.entries().containsKey(key) ? Optional.of(texts(mapping, key)) : Optional.empty();
    }

    private Optional<Node.Mapping> optional(Node.Mapping mapping, String key) {
        return Optional.ofNullable(mapping.entries().get(key)).map(entry -> mapping(entry.value(), key));
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
