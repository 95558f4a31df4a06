package dev.belay.examples.production.observation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What pg_dump says of the schema, without comments and without what differs from one call to the next. */
public record SchemaDump(List<String> lines) {
    public SchemaDump {
        lines = List.copyOf(lines);
    }

    /** Without the tables that a release tool keeps in the database for itself. */
    public static List<String> command(Path pgDump, String database) {
        return List.of(pgDump.toString(), "--schema-only", "--exclude-table=belay_*", "--dbname=" + database);
    }

    public static SchemaDump of(String output) {
        return new SchemaDump(output.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("--") && !line.startsWith("\\"))
                .toList());
    }

    public String digest() {
        return Digest.of(String.join("\n", lines));
    }

    /** Lines that the other one does not have. */
    public List<String> without(SchemaDump other) {
        List<String> own = new ArrayList<>(lines);
        other.lines.forEach(own::remove);
        return own;
    }
}
