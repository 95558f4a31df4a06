package dev.belay.e2e.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml, its anchors followed and its merges done. */
record ComposeFile(Map<String, Object> document) {
    static ComposeFile read() {
        return parse(Project.text("docker-compose.yml"));
    }

    static ComposeFile parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new ComposeFile(new Yaml(new SafeConstructor(options)).load(text));
    }

    List<ComposeService> services() {
        return section("services").entrySet().stream()
                .map(service -> new ComposeService(service.getKey(), named(service.getValue())))
                .toList();
    }

    /** Those whose images are made here. */
    List<ComposeService> ours() {
        return services().stream().filter(ComposeService::isOurs).toList();
    }

    Optional<ComposeService> find(String name) {
        return services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst();
    }

    ComposeService service(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("docker-compose.yml has no service " + name));
    }

    Set<String> volumes() {
        return section("volumes").keySet();
    }

    /** The file that each secret is read from. */
    Map<String, String> secrets() {
        return section("secrets").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        secret -> String.valueOf(named(secret.getValue()).get("file"))));
    }

    private Map<String, Object> section(String name) {
        return named(document.getOrDefault(name, Map.of()));
    }

    private static Map<String, Object> named(Object map) {
        Map<String, Object> named = new LinkedHashMap<>();
        ((Map<?, ?>) map).forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }
}
