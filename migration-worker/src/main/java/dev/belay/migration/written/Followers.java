package dev.belay.migration.written;

import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.lock.LockPatience;
import dev.belay.migration.online.lock.ShortLocks;
import dev.belay.worker.execution.Execution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The functions and triggers that follow what is written while a step goes back. */
final class Followers {
    private static final String FUNCTIONS = """
            select p.oid::regprocedure::text, array(select t.tgrelid::bigint from pg_trigger t where t.tgfoid = p.oid)
            from pg_proc p where starts_with(p.proname, ?) order by p.oid
            """;

    private final Connection connection;
    private final Execution execution;

    Followers(Connection connection, Execution execution) {
        this.connection = connection;
        this.execution = execution;
    }

    /** How the names of all functions begin that executions of a step make. */
    static String prefix(Execution execution) {
        return "belay_keep_"
                + Names.mark(execution.id().deployment() + "/" + execution.id().step()) + "_";
    }

    private record Follower(String function, List<Long> tables) {}

    /** Whoever made them. */
    void drop(LockPatience patience) throws SQLException {
        for (Follower follower : find()) {
            new ShortLocks(connection, patience, (what, holders) -> {}, execution)
                    .run("Ending what follows the rows that are written", follower.tables(), session -> {
                        try (Statement statement = session.createStatement()) {
                            statement.execute("drop function if exists " + follower.function() + " cascade");
                        }
                    });
        }
    }

    private List<Follower> find() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FUNCTIONS)) {
            query.setString(1, prefix(execution));
            try (ResultSet rows = query.executeQuery()) {
                List<Follower> followers = new ArrayList<>();
                while (rows.next()) {
                    followers.add(new Follower(
                            rows.getString(1), List.of((Long[]) rows.getArray(2).getArray())));
                }
                return followers;
            }
        }
    }
}
