package dev.belay.backup.scratch;

import dev.belay.worker.database.PrivateServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a server whose data nobody will miss, and which must act on nothing outside. */
final class ThrowAwaySettings {
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", ""),
            Map.entry("port", String.valueOf(PrivateServer.PORT)),
            Map.entry("unix_socket_permissions", "0700"),
            Map.entry("ssl", "off"),
            Map.entry("fsync", "off"),
            Map.entry("full_page_writes", "off"),
            Map.entry("synchronous_commit", "off"),
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("archive_mode", "off"),
            Map.entry("primary_conninfo", ""),
            Map.entry("max_logical_replication_workers", "0"),
            Map.entry("shared_preload_libraries", ""),
            Map.entry("autovacuum", "off"),
            Map.entry("maintenance_work_mem", "256MB"),
            Map.entry("logging_collector", "off"));

    private ThrowAwaySettings() {}

    /** What stands on the command line comes before every file of settings. */
    static List<String> command(Path postgres, ScratchDirectory directory, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(SETTINGS);
        all.put("unix_socket_directories", directory.sockets().toString());
        all.putAll(more);
        List<String> command = new ArrayList<>(
                List.of(postgres.toString(), "-D", directory.data().toString()));
        all.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }
}
