package dev.belay.backup.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How a database encodes and sorts its texts.
 *
 * @param provider as the catalogue abbreviates it; absent before PostgreSQL 15, which knows only one
 * @param locale of a provider other than the operating system
 */
public record DatabaseLocale(
        String encoding,
        String collate,
        String characters,
        @Nullable String provider,
        @Nullable String locale) {

    public static DatabaseLocale read(DatabaseSession session, String database) throws SQLException {
        return session.one(
                """
                select pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype,
                  to_jsonb(d) ->> 'datlocprovider',
                  coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale')
                from pg_catalog.pg_database d where datname = ?
                """,
                row -> new DatabaseLocale(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                database);
    }

    /** For {@code CREATE DATABASE} from {@code template0}. */
    public String inCreateDatabase() {
        return " ENCODING " + Quoted.literal(encoding) + " LC_COLLATE " + Quoted.literal(collate) + " LC_CTYPE "
                + Quoted.literal(characters) + ofProvider();
    }

    /** The same encoding in the locale that every host has. */
    public DatabaseLocale withoutLanguage() {
        return new DatabaseLocale(encoding, "C", "C", provider == null ? null : "c", null);
    }

    private String ofProvider() {
        if (provider == null) {
            return "";
        }
        return switch (provider) {
            case "i" -> " LOCALE_PROVIDER icu ICU_LOCALE " + Quoted.literal(String.valueOf(locale));
            case "b" -> " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + Quoted.literal(String.valueOf(locale));
            default -> " LOCALE_PROVIDER libc";
        };
    }
}
