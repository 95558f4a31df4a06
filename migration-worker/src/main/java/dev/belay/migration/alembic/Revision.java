package dev.belay.migration.alembic;

import java.nio.file.Path;
import java.util.List;

/**
 * One revision among a release's files.
 *
 * @param parents empty for the first one
 * @param path as the command prints it; perhaps of another host
 */
record Revision(String id, List<String> parents, Path path, String message, boolean head) {
    Revision {
        parents = List.copyOf(parents);
    }

    String file() {
        return String.valueOf(path.getFileName());
    }
}
