package dev.belay.migration.online.index;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.online.catalogue.Index;
import dev.belay.migration.online.catalogue.Indexes;
import dev.belay.migration.online.lock.LockBudget;
import dev.belay.migration.online.operation.Site;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Builds and drops one index concurrently, and leaves nothing INVALID behind. */
final class IndexBuild {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String UNIQUE_VIOLATION = "23505";

    private final Site site;
    private final String what;
    private final String schema;
    private final String name;

    /** What is done about leftovers, on a session of its own. */
    private interface CleaningUp {
        void on(Connection connection) throws SQLException;
    }

    IndexBuild(Site site, String what, String schema, String name) {
        this.site = site;
        this.what = what;
        this.schema = schema;
        this.name = name;
    }

    /** Waits for older transactions, of which none waits for it. */
    void build(String statement) throws SQLException {
        dropLeftovers(site.connection());
        try {
            site.executePatiently(statement);
        } catch (SQLException failed) {
            throw explained(failed, this::dropLeftovers);
        }
        Optional<Index> built = Indexes.find(site.connection(), schema, name);
        if (built.isEmpty() || built.get().condition() == Index.Condition.INVALID) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_FAILED,
                    "To " + what + " ended without an error, but the index is not valid.",
                    "Look into the server's log, then retry.");
        }
    }

    /** Builds an index anew; the copies of broken builds go first. */
    void rebuild(String index) throws SQLException {
        dropCopies();
        try {
            site.executePatiently("reindex index concurrently " + index);
        } catch (SQLException failed) {
            throw explained(failed, this::dropCopies);
        }
        dropCopies();
    }

    boolean hasCopies() throws SQLException {
        return !copies(site.connection()).isEmpty();
    }

    void dropCopies() throws SQLException {
        dropCopies(site.connection());
    }

    private void dropCopies(Connection connection) throws SQLException {
        for (Index copy : copies(connection)) {
            site.executePatiently(connection, "drop index concurrently if exists " + copy.name());
        }
    }

    /** Of an index that serves, and is therefore not dropped itself. */
    private List<Index> copies(Connection connection) throws SQLException {
        return Indexes.leftovers(connection, schema, name).stream()
                .filter(index -> !index.relation().equals(name))
                .toList();
    }

    /** Drops the index, whatever its condition. */
    void drop() throws SQLException {
        Optional<Index> index = Indexes.find(site.connection(), schema, name);
        try {
            if (index.isPresent()) {
                site.executePatiently(
                        "drop index concurrently if exists " + index.get().name());
            }
            dropLeftovers(site.connection());
        } catch (SQLException failed) {
            if (LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
                throw LockBudget.exceeded(
                        "To drop index " + name, site.patience(), site.watch().lastSeen());
            }
            throw failed;
        }
    }

    private void dropLeftovers(Connection connection) throws SQLException {
        for (Index leftover : Indexes.leftovers(connection, schema, name)) {
            site.executePatiently(connection, "drop index concurrently if exists " + leftover.name());
        }
    }

    private RuntimeException explained(SQLException failed, CleaningUp cleaning) throws SQLException {
        String state = String.valueOf(failed.getSQLState());
        String left = cleanedUp(cleaning);
        if (state.equals(LOCK_NOT_AVAILABLE)) {
            WorkFailed exceeded = LockBudget.exceeded(
                    "To " + what, site.patience(), site.watch().lastSeen(), left);
            exceeded.addSuppressed(failed);
            return exceeded;
        }
        if (state.equals(UNIQUE_VIOLATION)) {
            WorkFailed duplicates = new WorkFailed(
                    FailureCode.MIGRATION_FAILED,
                    "To " + what + " is not possible: "
                            + String.valueOf(failed.getMessage()).replace("\n", " ")
                            + "; expected was each value once. " + left,
                    "Mend these rows, then retry.");
            duplicates.addSuppressed(failed);
            return duplicates;
        }
        throw failed;
    }

    /** The session that failed may be gone, so another one looks. */
    private String cleanedUp(CleaningUp cleaning) {
        try (Connection other = site.sessions().open()) {
            cleaning.on(other);
            return "Nothing of it is left.";
        } catch (SQLException | WorkFailed unreachable) {
            return "What it has left is INVALID, serves no query, and is dropped at the next attempt or with the way back"
                    + " once that transaction has ended.";
        }
    }
}
