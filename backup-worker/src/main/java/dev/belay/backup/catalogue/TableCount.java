package dev.belay.backup.catalogue;

import dev.belay.backup.postgres.Quoted;

/** How many rows a table holds. */
public record TableCount(String schema, String table, long rows) {
    public String inSql() {
        return Quoted.identifier(schema) + "." + Quoted.identifier(table);
    }

    /** As people name it. */
    public String label() {
        return schema.equals("public") ? table : schema + "." + table;
    }

    public TableCount counted(long count) {
        return new TableCount(schema, table, count);
    }

    public boolean isSameTable(TableCount other) {
        return schema.equals(other.schema) && table.equals(other.table);
    }
}
