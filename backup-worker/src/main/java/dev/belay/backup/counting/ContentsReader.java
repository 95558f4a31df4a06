package dev.belay.backup.counting;

import dev.belay.backup.catalogue.DatabaseContents;
import dev.belay.backup.catalogue.SequenceRange;
import dev.belay.backup.catalogue.TableCount;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what a dump of a database holds; what belongs to extensions is not part of a dump. */
public final class ContentsReader {
    private static final int SEQUENCES_A_QUERY = 500;

    private static final String OF_USERS = """
            n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and not exists (select from pg_catalog.pg_depend d
                where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            """;

    private static final String TABLES = """
            select n.nspname, c.relname from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and c.relpersistence <> 't' and\s""" + OF_USERS + " order by 1, 2";

    /** A table that somebody has locked for himself alone is waited for. */
    private static final String SIZES = TABLES.replace(
            "select n.nspname, c.relname", "select n.nspname, c.relname, coalesce(pg_catalog.pg_table_size(c.oid), 0)");

    private static final String CONSTRAINTS = """
            select count(*) from pg_catalog.pg_constraint k
              join pg_catalog.pg_class c on c.oid = k.conrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where k.convalidated and k.contype <> 'n' and k.conparentid = 0 and\s""" + OF_USERS;

    private static final String INDEXES = """
            select count(*) from pg_catalog.pg_index i
              join pg_catalog.pg_class c on c.oid = i.indrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where i.indisvalid and c.relkind in ('r', 'p', 'm') and\s""" + OF_USERS;

    private static final String HIDING = """
            select n.nspname, c.relname from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relforcerowsecurity and pg_catalog.row_security_active(c.oid)
              and c.relkind = 'r' and\s""" + OF_USERS + " order by 1, 2";

    private static final String SEQUENCES = """
            select n.nspname, c.relname from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and c.relpersistence <> 't' and\s""" + OF_USERS + " order by 1, 2";

    private ContentsReader() {}

    /** Everything, the sequences included. */
    public static DatabaseContents read(DatabaseSession session) throws SQLException {
        return count(session).withSequences(sequences(session));
    }

    /**
     * Everything, of a database that has just been restored and that nobody else uses. Policies that bind the owner too
     * hide rows from whoever is no superuser, so they are lifted for as long as it is counted.
     */
    public static DatabaseContents readRestored(DatabaseSession session) throws SQLException {
        List<TableCount> hiding = session.list(HIDING, row -> new TableCount(row.getString(1), row.getString(2), 0));
        if (hiding.isEmpty()) {
            return read(session);
        }
        return session.takenBack(() -> {
            for (TableCount table : hiding) {
                session.execute("alter table " + table.inSql() + " no force row level security");
            }
            session.execute("set local row_security = off");
            return read(session);
        });
    }

    /**
     * Whether policies bind whoever restores such contents, which he then must do in their order: foreign keys are proven
     * before the policies come, and could not be afterwards.
     */
    public static boolean policiesBind(DatabaseContents contents, DatabaseSession session) throws SQLException {
        return contents.objects().getOrDefault(ObjectKinds.WITH_ROW_SECURITY, 0L) > 0
                && session.holds("select not (rolsuper or rolbypassrls) from pg_catalog.pg_roles"
                        + " where rolname = current_user");
    }

    /** Everything that belongs to a snapshot. */
    public static DatabaseContents count(DatabaseSession session) throws SQLException {
        List<TableCount> counts = new ArrayList<>();
        for (TableCount table : tables(session)) {
            counts.add(table.counted(session.number("select count(*) from only " + table.inSql())));
        }
        return new DatabaseContents(
                counts,
                session.number("select count(*) from pg_catalog.pg_largeobject_metadata"),
                session.number(CONSTRAINTS),
                session.number(INDEXES),
                List.of(),
                ObjectKinds.count(session));
    }

    /** The tables, not yet counted. */
    public static List<TableCount> tables(DatabaseSession session) throws SQLException {
        return session.list(TABLES, row -> new TableCount(row.getString(1), row.getString(2), 0));
    }

    /** How many bytes each table takes on the server, by its name for people. */
    public static Map<String, Long> sizes(DatabaseSession session) throws SQLException {
        Map<String, Long> sizes = new TreeMap<>();
        session.list(
                SIZES, row -> sizes.put(new TableCount(row.getString(1), row.getString(2), 0).label(), row.getLong(3)));
        return sizes;
    }

    /** Where the sequences stand: the last number that was given out. */
    public static List<SequenceRange> sequences(DatabaseSession session) throws SQLException {
        List<String> selects = session.list(SEQUENCES, row -> position(row.getString(1), row.getString(2)));
        List<SequenceRange> ranges = new ArrayList<>();
        for (int from = 0; from < selects.size(); from += SEQUENCES_A_QUERY) {
            String query = selects.subList(from, Math.min(selects.size(), from + SEQUENCES_A_QUERY)).stream()
                    .collect(Collectors.joining(" union all "));
            ranges.addAll(session.list(
                    query,
                    row -> new SequenceRange(row.getString(1), row.getString(2), row.getLong(3), row.getLong(3))));
        }
        return ranges;
    }

    /** A sequence that was never called has given out nothing, so it stands one step before its start. */
    private static String position(String schema, String sequence) {
        String name = Quoted.identifier(schema) + "." + Quoted.identifier(sequence);
        return "select " + Quoted.literal(schema) + "::text, " + Quoted.literal(sequence)
                + "::text, case when is_called then last_value else last_value - (select seqincrement from"
                + " pg_catalog.pg_sequence where seqrelid = " + Quoted.literal(name) + "::regclass) end from " + name;
    }
}
