package dev.belay.backup.counting;

import dev.belay.backup.postgres.DatabaseSession;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what a database has besides tables, constraints, indexes and sequences.
 *
 * <p>Only what every version of the server counts alike: a test restore may run on a newer one.
 */
final class ObjectKinds {
    private static final String OF_USERS = """
             n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and not exists (select from pg_catalog.pg_depend d
                where d.classid = '%s'::regclass and d.objid = %s.oid and d.deptype = 'e')
            """;

    static final String WITH_ROW_SECURITY = "tables with row security";

    private static final Map<String, String> QUERIES = new LinkedHashMap<>();

    static {
        QUERIES.put("views", relations("c.relkind = 'v'"));
        QUERIES.put("materialized views", relations("c.relkind = 'm'"));
        QUERIES.put("materialized views with contents", relations("c.relkind = 'm' and c.relispopulated"));
        QUERIES.put("partitioned tables", relations("c.relkind = 'p'"));
        QUERIES.put("partitions", relations("c.relispartition and c.relkind in ('r', 'p', 'f')"));
        QUERIES.put("foreign tables", relations("c.relkind = 'f'"));
        QUERIES.put(WITH_ROW_SECURITY, relations("c.relrowsecurity"));
        QUERIES.put("columns", columns("true"));
        QUERIES.put("columns that are not null", columns("a.attnotnull"));
        QUERIES.put("columns with defaults", columns("a.atthasdef"));
        QUERIES.put("identity columns", columns("a.attidentity <> ''"));
        QUERIES.put(
                "functions",
                "select count(*) from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace"
                        + " where" + ofUsers("pg_catalog.pg_proc", "p"));
        QUERIES.put(
                "types",
                "select count(*) from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace"
                        + " where t.typtype in ('e', 'd', 'r') and" + ofUsers("pg_catalog.pg_type", "t"));
        QUERIES.put(
                "triggers",
                "select count(*) from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid"
                        + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and"
                        + ofUsers("pg_catalog.pg_class", "c"));
        QUERIES.put(
                "policies",
                "select count(*) from pg_catalog.pg_policy k join pg_catalog.pg_class c on c.oid = k.polrelid"
                        + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where"
                        + ofUsers("pg_catalog.pg_class", "c"));
        QUERIES.put("extensions", "select count(*) from pg_catalog.pg_extension where extname <> 'plpgsql'");
        QUERIES.put("event triggers", "select count(*) from pg_catalog.pg_event_trigger");
    }

    private ObjectKinds() {}

    static Map<String, Long> count(DatabaseSession session) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (Map.Entry<String, String> query : QUERIES.entrySet()) {
            counts.put(query.getKey(), session.number(query.getValue()));
        }
        return counts;
    }

    private static String relations(String which) {
        return "select count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " where c.relpersistence <> 't' and " + which + " and" + ofUsers("pg_catalog.pg_class", "c");
    }

    private static String columns(String which) {
        return "select count(*) from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where a.attnum > 0 and not a.attisdropped"
                + " and c.relpersistence <> 't' and c.relkind in ('r', 'p', 'f') and " + which + " and"
                + ofUsers("pg_catalog.pg_class", "c");
    }

    private static String ofUsers(String catalogue, String alias) {
        return OF_USERS.formatted(catalogue, alias);
    }
}
