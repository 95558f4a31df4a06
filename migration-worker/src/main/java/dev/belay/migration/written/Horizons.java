package dev.belay.migration.written;

import dev.belay.contracts.ExecutionId;
import dev.belay.migration.schema.KeptFiles;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Where each step's migrations had ended, as the database counts its transactions: whatever an older one has written is
 * none of what users have written since.
 */
public final class Horizons {
    /** Of all transactions that still run, the oldest; as the 32 bits that rows carry. */
    private static final String NOW =
            "select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric % 4294967296)::bigint::text";

    private final KeptFiles files;

    public Horizons(KeptFiles files) {
        this.files = files;
    }

    /** Keeps where the transactions of a step's execution have ended; those of others that still run count as later. */
    public void keep(ExecutionId execution, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NOW)) {
            row.next();
            files.write(name(execution), row.getString(1).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Empty where the step's migrations did not come to an end that this worker saw. */
    Optional<String> find(ExecutionId execution) {
        return files.find(name(execution)).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    private static String name(ExecutionId execution) {
        return execution.deployment() + "." + execution.step();
    }
}
