package dev.belay.e2e.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One service of docker-compose.yml. */
record ComposeService(String name, Map<String, Object> document) {
    /** What is mounted where. */
    record Mount(String source, String target, boolean readOnly) {
        boolean isNamedVolume() {
            return !source.startsWith(".") && !source.startsWith("/");
        }
    }

    /** Where a secret's file is to be seen. */
    record SecretUse(String source, String target) {
        String path() {
            return "/run/secrets/" + target;
        }
    }

    /** A published port. */
    record Port(String address, int published, int inside) {}

    String image() {
        return String.valueOf(document.get("image"));
    }

    boolean isOurs() {
        return document.containsKey("build");
    }

    String buildTarget() {
        return String.valueOf(map("build").get("target"));
    }

    /** The module that is packed into it. */
    String module() {
        return String.valueOf(((Map<?, ?>) map("build").getOrDefault("args", Map.of())).get("SERVICE"));
    }

    /** Does its work once and ends. */
    boolean endsByItself() {
        return String.valueOf(document.get("restart")).startsWith("on-failure");
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        map("environment").forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    Optional<List<String>> healthcheck() {
        return Optional.ofNullable(map("healthcheck").get("test")).map(ComposeService::texts);
    }

    /** The services that it needs, with the condition for each. */
    Map<String, String> needs() {
        Map<String, String> needs = new LinkedHashMap<>();
        map("depends_on").forEach((name, need) -> needs.put(name, String.valueOf(((Map<?, ?>) need).get("condition"))));
        return needs;
    }

    List<Mount> mounts() {
        return list("volumes").stream()
                .map(volume -> String.valueOf(volume).split(":"))
                .map(parts -> new Mount(parts[0], parts[1], parts.length > 2 && parts[2].equals("ro")))
                .toList();
    }

    List<SecretUse> secrets() {
        return list("secrets").stream().map(ComposeService::secret).toList();
    }

    private static SecretUse secret(Object use) {
        return use instanceof Map<?, ?> pair
                ? new SecretUse(String.valueOf(pair.get("source")), String.valueOf(pair.get("target")))
                : new SecretUse(String.valueOf(use), String.valueOf(use));
    }

    List<Port> ports() {
        return list("ports").stream()
                .map(port -> String.valueOf(port).split(":"))
                .map(parts -> parts.length == 3
                        ? new Port(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
                        : new Port("", Integer.parseInt(parts[0]), Integer.parseInt(parts[parts.length - 1])))
                .toList();
    }

    String text(String key) {
        return String.valueOf(document.get(key));
    }

    List<Object> list(String key) {
        return document.get(key) instanceof List<?> list ? List.copyOf(list) : List.of();
    }

    static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private Map<String, Object> map(String key) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (document.get(key) instanceof Map<?, ?> found) {
            found.forEach((name, value) -> map.put(String.valueOf(name), value == null ? "" : value));
        }
        return map;
    }
}
