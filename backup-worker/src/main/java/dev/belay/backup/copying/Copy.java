package dev.belay.backup.copying;

import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Evidence;
import java.sql.SQLException;
import java.util.List;

/** A copy that is there. */
interface Copy {
    /** By what it was made, for people. */
    String how();

    DatabaseCopy place();

    long bytes();

    /** What there is to show of how it was made. */
    List<Evidence> evidence();

    /** Removes it; doing so twice does no harm. */
    void drop() throws SQLException;
}
