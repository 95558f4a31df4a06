package dev.belay.healthcheck.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Finds relations by the names that a plan gives them, qualified or along the search path. */
public final class Catalogue {
    private Catalogue() {}

    /**
     * A relation.
     *
     * @param kind as {@code pg_class.relkind} has it
     */
    public record Relation(long oid, String kind) {
        boolean isTable() {
            return kind.equals("r") || kind.equals("p") || kind.equals("f");
        }

        String kindInWords() {
            return switch (kind) {
                case "r", "p", "f" -> "a table";
                case "v" -> "a view";
                case "m" -> "a materialized view";
                case "i", "I" -> "an index";
                case "S" -> "a sequence";
                default -> "of another kind (" + kind + ")";
            };
        }
    }

    public static Optional<Relation> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select oid, relkind::text from pg_class where oid = to_regclass(?)")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(new Relation(rows.getLong(1), rows.getString(2))) : Optional.empty();
            }
        }
    }
}
