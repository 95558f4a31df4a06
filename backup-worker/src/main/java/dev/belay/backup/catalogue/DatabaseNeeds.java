package dev.belay.backup.catalogue;

import java.util.List;
import java.util.Objects;

/**
 * What a dump names and does not hold, so that the server it is restored on must have it.
 *
 * @param roles all that it names
 * @param owners those of them that own something; in manifests of former versions, all
 * @param grantors those that have granted rights on what they do not own
 * @param privileged what only a superuser can make again, for people; empty in manifests of former versions
 */
public record DatabaseNeeds(
        List<String> roles,
        List<String> owners,
        List<String> grantors,
        List<String> tablespaces,
        List<Extension> extensions,
        List<String> privileged) {
    public static final DatabaseNeeds NOTHING =
            new DatabaseNeeds(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public DatabaseNeeds {
        roles = List.copyOf(roles);
        owners = List.copyOf(Objects.requireNonNullElse(owners, roles));
        grantors = List.copyOf(Objects.requireNonNullElse(grantors, List.of()));
        tablespaces = List.copyOf(tablespaces);
        extensions = List.copyOf(extensions);
        privileged = List.copyOf(Objects.requireNonNullElse(privileged, List.of()));
    }

    /** An extension of the database. */
    public record Extension(String name, String version) {}
}
