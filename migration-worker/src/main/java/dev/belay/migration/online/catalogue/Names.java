package dev.belay.migration.online.catalogue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names as SQL writes them; a plan's names are those of the catalogue, letter for letter. */
public final class Names {
    /** PostgreSQL cuts names there. */
    private static final int LONGEST = 63;

    private static final int MARK = 8;

    private Names() {}

    public static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Of a table that may have its schema before it. */
    public static String quotedTable(String table) {
        int dot = table.indexOf('.');
        return dot < 0 ? quoted(table) : quoted(table.substring(0, dot)) + "." + quoted(table.substring(dot + 1));
    }

    /** A name that is made of others and short enough; where it had to be cut, it stays unlike others. */
    public static String made(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                ? name
                : cut(name, LONGEST - MARK - 1) + "_" + mark(name);
    }

    /** A few characters that stand for a text. */
    public static String mark(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, MARK);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime knows SHA-256", impossible);
        }
    }

    private static String cut(String name, int bytes) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > bytes) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
