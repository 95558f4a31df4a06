package dev.belay.examples.production;

import java.util.Locale;

/** A login of a system's database, with no more rights than its work needs. */
public enum SystemRole {
    /** Owns the tables and migrates them; ends sessions and copies the database when a backup is restored. */
    OWNER,
    /** The application. */
    APP,
    /** Checks, and who looks from outside. */
    READER;

    /** Of the file that holds its password. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String login(String database) {
        return database + "_" + label();
    }
}
