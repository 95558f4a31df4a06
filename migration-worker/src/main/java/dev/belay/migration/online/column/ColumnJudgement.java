package dev.belay.migration.online.column;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.migration.online.batch.RowKey;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.catalogue.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a column can be added and filled while others write, by what the catalogue says of its table. */
final class ColumnJudgement {
    private final OnlineOperation.AddColumn definition;

    ColumnJudgement(OnlineOperation.AddColumn definition) {
        this.definition = definition;
    }

    /** @return what was found that people should know */
    List<String> judge(Connection connection, List<String> toCome) throws SQLException {
        Table table = Tables.require(connection, definition.describe(), definition.table());
        if (table.columns().containsKey(definition.column())) {
            throw Tables.refused(
                    definition.describe(),
                    table.name() + " has a column " + definition.column() + " of type "
                            + table.columns().get(definition.column()).type() + ", which this step has not made",
                    "no such column",
                    "Take the operation out of the plan where the column is as it should be, or drop or rename it.");
        }
        refuseKinds(table);
        refuseForeignPartitions(connection, table);
        if (mentions(toCome)) {
            return List.of();
        }
        ColumnValues values = ColumnValues.of(connection, table, definition);
        return values.fills() ? judgeFilling(connection, table) : List.of();
    }

    private void refuseKinds(Table table) {
        if (table.kind() == Table.Kind.PARTITION) {
            throw Tables.refused(
                    definition.describe(),
                    table.name() + " is a partition",
                    "the table that is partitioned",
                    "Name the partitioned table; its partitions get the column with it.");
        }
        if (table.kind() == Table.Kind.INHERITED) {
            throw Tables.refused(
                    definition.describe(),
                    "other tables inherit from " + table.name() + ", and no key tells their rows apart",
                    "a table without such children",
                    "Add the column with a migration of SQL.");
        }
    }

    /** The column would come to a foreign table here, and not to the table that stands behind it. */
    private void refuseForeignPartitions(Connection connection, Table table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select c.relname from pg_partition_tree(?::oid) t"
                + " join pg_class c on c.oid = t.relid where c.relkind = 'f' order by 1 limit 1")) {
            query.setLong(1, table.oid());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    throw Tables.refused(
                            definition.describe(),
                            "partition " + row.getString(1) + " of " + table.name()
                                    + " is a foreign table, in which the server behind it has no such column",
                            "partitions that hold their rows themselves",
                            "Add the column on that server first, then here with a migration of SQL.");
                }
            }
        }
    }

    private List<String> judgeFilling(Connection connection, Table table) throws SQLException {
        requireKey(definition.describe(), connection, table);
        Table.Surroundings around = table.surroundings();
        if (around.hiddenRows().isPresent()) {
            throw Tables.refused(
                    definition.describe(),
                    "the rows of " + table.name() + " cannot all be filled, since "
                            + around.hiddenRows().get(),
                    "a login that sees every row",
                    "Give the login BYPASSRLS, or take FORCE ROW LEVEL SECURITY off for the release.");
        }
        if (!around.publications().isEmpty() && !around.identified()) {
            throw Tables.refused(
                    definition.describe(),
                    table.name() + " is published by " + String.join(", ", around.publications())
                            + " and has no replica identity, so every update of it is refused",
                    "a replica identity",
                    "Give it a primary key, or set REPLICA IDENTITY, then retry.");
        }
        for (String generated : around.generatedColumns()) {
            if (word(generated).matcher(String.valueOf(definition.backfill())).find()) {
                throw Tables.refused(
                        definition.describe(),
                        "the backfill reads " + generated
                                + ", which the database computes only after triggers have run",
                        "columns that are stored",
                        "Write out what " + generated + " is computed from.");
            }
        }
        if (!around.updateTriggers().isEmpty() && definition.triggers() != OnlineOperation.Triggers.FIRE) {
            throw Tables.refused(
                    definition.describe(),
                    "each row that is filled fires " + String.join(", ", around.updateTriggers()) + " of "
                            + table.name(),
                    "no trigger for updates, or \"triggers: fire\" of the operation",
                    "Look at what these triggers do; where it may be done once for each row, write triggers: fire.");
        }
        List<String> found = new ArrayList<>();
        if (!around.updateTriggers().isEmpty()) {
            found.add("fires " + String.join(", ", around.updateTriggers()));
        }
        if (!around.generatedColumns().isEmpty()) {
            found.add("computes " + String.join(", ", around.generatedColumns()) + " again");
        }
        if (!around.publications().isEmpty()) {
            found.add("is published by " + String.join(", ", around.publications()));
        }
        return found;
    }

    static RowKey requireKey(String operation, Connection connection, Table table) throws SQLException {
        return RowKey.of(connection, table)
                .orElseThrow(() -> Tables.refused(
                        operation,
                        table.name()
                                + " has neither a primary key nor a unique index over columns that are never empty",
                        "a key to go through its rows by",
                        "Add a primary key first."));
    }

    private boolean mentions(List<String> columns) {
        String expressions = definition.backfill() + " " + definition.defaultValue();
        return columns.stream()
                .anyMatch(column -> word(column).matcher(expressions).find());
    }

    private static Pattern word(String name) {
        return Pattern.compile("(?i)(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])");
    }
}
