package dev.belay.backup.postgres;

/** Names and texts as they stand in SQL. */
public final class Quoted {
    private Quoted() {}

    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** A database for {@code --dbname}, which would read a name with an equals sign as a connection string. */
    public static String connectionString(String database) {
        return "dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
