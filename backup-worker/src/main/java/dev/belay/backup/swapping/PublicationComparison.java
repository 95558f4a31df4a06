package dev.belay.backup.swapping;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.outcome.Evidence;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what a restored database publishes with what the live one does: a restore brings publications back as they
 * were at the backup, and whoever subscribes again would get other tables, or none.
 */
public final class PublicationComparison {
    /** Tables with their columns and filters, as far as the server's version knows such. */
    private static final String PUBLISHED = """
            select p.pubname, (pg_catalog.to_jsonb(p) - 'oid' - 'pubowner')::text || coalesce((
              select pg_catalog.string_agg(pg_catalog.to_jsonb(t)::text, ',' order by t.schemaname, t.tablename)
              from pg_catalog.pg_publication_tables t where t.pubname = p.pubname), '')
            from pg_catalog.pg_publication p
            """;

    private PublicationComparison() {}

    /** Empty where neither database publishes anything. */
    public static List<Evidence> of(DatabaseSession live, DatabaseSession restored) throws SQLException {
        Map<String, String> expected = published(live);
        Map<String, String> found = published(restored);
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            if (!found.containsKey(name)) {
                differences.add("\"" + name + "\" is not in the restored database");
            } else if (!expected.containsKey(name)) {
                differences.add("\"" + name + "\" is in the restored database only");
            } else if (!String.valueOf(found.get(name)).equals(expected.get(name))) {
                differences.add("\"" + name + "\" publishes something else in the restored database");
            }
        }
        return List.of(new Evidence(
                "publications",
                differences.isEmpty()
                        ? String.join(", ", names) + ": as in the replaced database"
                        : String.join("; ", differences)
                                + ". Compare pg_publication_tables of both before anybody subscribes again"));
    }

    private static Map<String, String> published(DatabaseSession session) throws SQLException {
        Map<String, String> published = new TreeMap<>();
        session.list(PUBLISHED, row -> published.put(row.getString(1), row.getString(2)));
        return published;
    }
}
