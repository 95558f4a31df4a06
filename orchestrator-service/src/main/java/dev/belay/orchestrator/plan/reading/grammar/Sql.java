package dev.belay.orchestrator.plan.reading.grammar;

import java.util.regex.Pattern;

/** Reads a query; that it changes nothing is for the database's read-only role to see to. */
public final class Sql {
    private static final Pattern QUERY =
            Pattern.compile("\\s*\\(?\\s*(select|with|values|table)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Sql() {}

    public static String require(Section section, String key) {
        return section.requireName(key, QUERY, "a query that begins with select or with");
    }
}
