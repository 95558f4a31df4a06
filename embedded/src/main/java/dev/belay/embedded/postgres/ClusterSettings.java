package dev.belay.embedded.postgres;

import dev.belay.embedded.machine.LoopbackPort;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings that postgresql.conf includes, written anew at each start. */
final class ClusterSettings {
    static final String FILE_NAME = "belay.conf";

    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("listen_addresses", LoopbackPort.HOST),
            // A socket's path may have 107 bytes at most, and nobody needs one here.
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("max_connections", "100"),
            Map.entry("max_wal_size", "512MB"),
            Map.entry("wal_level", "replica"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("lc_messages", "C"),
            Map.entry("log_line_prefix", "%m [%p] %q%u@%d "),
            Map.entry("logging_collector", "off"));

    private ClusterSettings() {}

    static String text(int port, Durability durability, Map<String, String> further) {
        Map<String, String> settings = new TreeMap<>(SMALL);
        settings.put("port", Integer.toString(port));
        settings.putAll(settings(durability));
        settings.putAll(further);
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining("", "# Written at each start; changes here are lost.\n", ""));
    }

    private static Map<String, String> settings(Durability durability) {
        return switch (durability) {
            case KEPT -> Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");
            case THROWAWAY -> Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off");
        };
    }
}
