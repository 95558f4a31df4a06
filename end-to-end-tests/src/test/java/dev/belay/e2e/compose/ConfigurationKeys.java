package dev.belay.e2e.compose;

import dev.belay.cli.api.document.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The keys that a service can be told, by its own records, by its configuration file and by the libraries' metadata. */
record ConfigurationKeys(Set<String> keys) {
    private static final Map<String, Set<String>> PACKAGES = Map.of(
            "orchestrator-service", Set.of("dev.belay.orchestrator"),
            "backup-worker", Set.of("dev.belay.worker", "dev.belay.backup"),
            "migration-worker", Set.of("dev.belay.worker", "dev.belay.migration"),
            "rollout-worker", Set.of("dev.belay.worker", "dev.belay.rollout"),
            "healthcheck-worker", Set.of("dev.belay.worker", "dev.belay.healthcheck"),
            "notifier-service", Set.of("dev.belay.notifier"));
    private static final Set<String> SHARED = Set.of("dev.belay.messaging");

    static ConfigurationKeys of(String module) {
        Set<String> keys = new TreeSet<>(ofLibraries());
        keys.addAll(inFile(configurationFile(module)).keySet());
        Set<String> packages = new HashSet<>(PACKAGES.getOrDefault(module, Set.of()));
        packages.addAll(SHARED);
        packages.forEach(name -> keys.addAll(ofRecordsIn(name)));
        return new ConfigurationKeys(keys);
    }

    /** Whether a variable of this name sets one of them, by Spring's rules. */
    boolean haveVariable(String name) {
        return keys.stream().anyMatch(key -> variable(key).equals(name));
    }

    static String variable(String key) {
        return key.replace("-", "").replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** The port that the service listens on unless it is told another. */
    static int port(String module) {
        return Integer.parseInt(String.valueOf(inFile(configurationFile(module)).get("server.port")));
    }

    private static String configurationFile(String module) {
        return module.endsWith("-worker") ? "worker-runtime.yml" : module + ".yml";
    }

    private static Map<String, Object> inFile(String name) {
        try (InputStream file = ConfigurationKeys.class.getClassLoader().getResourceAsStream(name)) {
            Map<String, Object> flat = new java.util.TreeMap<>();
            flatten("", new Yaml().load(file), flat);
            return flat;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void flatten(String prefix, Object value, Map<String, Object> flat) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> flatten(prefix.isEmpty() ? key + "" : prefix + "." + key, inner, flat));
        } else {
            flat.put(prefix, value);
        }
    }

    private static Set<String> ofRecordsIn(String packageName) {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Set<String> keys = new TreeSet<>();
        for (BeanDefinition found : scan.findCandidateComponents(packageName)) {
            Class<?> type = load(String.valueOf(found.getBeanClassName()));
            addComponents(type.getAnnotation(ConfigurationProperties.class).value(), type, keys);
        }
        return keys;
    }

    private static void addComponents(String prefix, Class<?> type, Set<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                addComponents(key, component.getType(), keys);
            } else {
                keys.add(key);
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static Set<String> ofLibraries() {
        try {
            List<URL> files = Collections.list(ConfigurationKeys.class
                    .getClassLoader()
                    .getResources("META-INF/spring-configuration-metadata.json"));
            return files.stream().flatMap(file -> propertyNames(file).stream()).collect(Collectors.toSet());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Set<String> propertyNames(URL metadata) {
        try (InputStream stream = metadata.openStream()) {
            JsonNode document = Json.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            Set<String> names = new HashSet<>();
            document.path("properties")
                    .forEach(property -> names.add(property.path("name").asString("")));
            return names;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
