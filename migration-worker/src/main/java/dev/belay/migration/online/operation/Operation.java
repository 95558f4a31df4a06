package dev.belay.migration.online.operation;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.Output.OnlineFound;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One operation of a step; whatever broke off, it goes on from what the catalogue and the book say. */
public interface Operation {
    /** What it does, for people. */
    String describe();

    /**
     * Looks at everything that it would touch, and changes nothing.
     *
     * @param toCome columns that earlier operations of the step will have added
     * @return what was found that people should know
     * @throws dev.belay.worker.failure.WorkFailed when it cannot be carried out
     */
    List<String> judge(Connection connection, List<String> toCome) throws SQLException;

    /** What is there of it now, for the way back. */
    OnlineFound found(Connection connection) throws SQLException;

    boolean isDone(Site site) throws SQLException;

    /** @param finale what belongs into the transaction of the last effect */
    void apply(Site site, Finale finale) throws SQLException;

    boolean isUndone(Site site, OnlineFound before) throws SQLException;

    void undo(Site site, OnlineFound before) throws SQLException;

    /** What it has left for people, and they must know of, whichever execution did it; nothing where there is none. */
    default List<Evidence> remains(Site site) throws SQLException {
        return List.of();
    }

    /** What its undo would drop of what was written since, counted, and what of that is not known; changes nothing. */
    default List<Evidence> dropped(Connection connection, OnlineFound before) throws SQLException {
        return List.of();
    }
}
