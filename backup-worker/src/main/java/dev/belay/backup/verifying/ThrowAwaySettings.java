package dev.belay.backup.verifying;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a server whose data nobody will miss, and which must act on nothing outside. */
final class ThrowAwaySettings {
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "off"),
            Map.entry("full_page_writes", "off"),
            Map.entry("synchronous_commit", "off"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("archive_mode", "off"),
            Map.entry("max_logical_replication_workers", "0"),
            Map.entry("autovacuum", "off"),
            Map.entry("maintenance_work_mem", "256MB"),
            Map.entry("logging_collector", "off")));

    private ThrowAwaySettings() {}

    static List<String> command(Path postgres, Path data, int port) {
        List<String> command = new ArrayList<>(List.of(postgres.toString(), "-D", data.toString(), "-p", "" + port));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }
}
