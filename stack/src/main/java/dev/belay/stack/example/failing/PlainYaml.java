package dev.belay.stack.example.failing;

import dev.belay.documents.Findings;
import dev.belay.documents.Node;
import dev.belay.documents.YamlDocument;
import dev.belay.stack.StackFailed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** YAML as maps, lists and texts that can be changed; it is written as JSON, which YAML readers read. */
final class PlainYaml {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PlainYaml() {}

    static Map<String, Object> read(String name, String text) {
        Findings findings = new Findings(name);
        Node root = YamlDocument.read(text, findings)
                .orElseThrow(() -> new StackFailed("%s cannot be read: %s".formatted(name, findings)));
        return mapping(plain(root));
    }

    static String write(Object plain) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(plain) + "\n";
    }

    @SuppressWarnings("unchecked") // only plain() makes them
    static Map<String, Object> mapping(Object plain) {
        return (Map<String, Object>) plain;
    }

    @SuppressWarnings("unchecked") // only plain() makes them
    static List<Object> list(Object plain) {
        return (List<Object>) plain;
    }

    static List<Object> list(Map<String, Object> keys, String key) {
        return list(Objects.requireNonNull(keys.get(key), key));
    }

    static Map<String, Object> mapping(Map<String, Object> keys, String key) {
        return mapping(Objects.requireNonNull(keys.get(key), key));
    }

    private static Object plain(Node node) {
        if (node instanceof Node.Text text) {
            return text.text();
        }
        if (node instanceof Node.Sequence sequence) {
            List<Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(plain(item)));
            return items;
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        ((Node.Mapping) node).entries().forEach((key, entry) -> entries.put(key, plain(entry.value())));
        return entries;
    }
}
