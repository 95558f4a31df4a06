package dev.belay.backup.catalogue;

import java.util.List;

/** What a dump names and does not hold, so that the server it is restored on must have it. */
public record DatabaseNeeds(List<String> roles, List<String> tablespaces, List<Extension> extensions) {
    public DatabaseNeeds {
        roles = List.copyOf(roles);
        tablespaces = List.copyOf(tablespaces);
        extensions = List.copyOf(extensions);
    }

    /** An extension of the database. */
    public record Extension(String name, String version) {}
}
