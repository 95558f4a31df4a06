package dev.belay.migration.online.operation;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.migration.online.book.Entry;
import java.sql.SQLException;

/** An operation with its definition and its place in the step, under which the book knows it. */
public abstract class NumberedOperation<D extends OnlineOperation> implements Operation {
    protected final int number;
    protected final D definition;

    protected NumberedOperation(int number, D definition) {
        this.number = number;
        this.definition = definition;
    }

    @Override
    public String describe() {
        return definition.describe();
    }

    /** Where the catalogue can tell as well, it is asked besides. */
    @Override
    public boolean isDone(Site site) throws SQLException {
        return site.book()
                .find(number)
                .filter(entry -> entry.stage() == Entry.Stage.DONE)
                .isPresent();
    }
}
