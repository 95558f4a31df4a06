package dev.belay.migration.online.catalogue;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tables from the catalogue. */
public final class Tables {
    private static final String TABLE = """
            with recursive tree as (
                select c.oid from pg_class c where c.oid = to_regclass(?)
                union all
                select i.inhrelid from pg_inherits i join tree t on t.oid = i.inhparent)
            select c.oid::bigint, n.nspname, c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
                   case when c.relispartition then 'PARTITION' when c.relkind = 'p' then 'PARTITIONED'
                        when c.relkind <> 'r' then 'OTHER'
                        when exists (select from pg_inherits i where i.inhparent = c.oid) then 'INHERITED'
                        else 'PLAIN' end,
                   (select sum(case when p.relkind = 'r' then p.reltuples else 0 end)
                    from tree t join pg_class p on p.oid = t.oid),
                   array(select distinct t.tgname::text from pg_trigger t
                         where t.tgrelid in (select oid from tree) and not t.tgisinternal and t.tgenabled in ('O', 'A')
                           and (t.tgtype & 16) <> 0 and t.tgname not like 'belay\\_%' and t.tgname not like 'zzz\\_belay\\_%'
                         order by 1),
                   array(select a.attname::text from pg_attribute a
                         where a.attrelid = c.oid and a.attgenerated <> '' and not a.attisdropped order by a.attnum),
                   array(select p.pubname::text from pg_publication p
                         where p.pubupdate and exists (
                             select from pg_publication_tables pt where pt.pubname = p.pubname
                               and (pt.schemaname, pt.tablename) in (
                                   select m.nspname, r.relname from tree t join pg_class r on r.oid = t.oid
                                   join pg_namespace m on m.oid = r.relnamespace))
                         order by 1),
                   not exists (
                       select from tree t join pg_class r on r.oid = t.oid
                       where r.relkind = 'r' and (r.relreplident = 'n' or (r.relreplident = 'd' and not exists (
                           select from pg_index i where i.indrelid = r.oid and i.indisprimary)))),
                   case when row_security_active(c.oid) then 'row security is active for this login' end,
                   pg_has_role(c.relowner, 'USAGE')
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.oid = to_regclass(?)
            """;
    private static final String COLUMNS = """
            select attname, format_type(atttypid, atttypmod), attnotnull, attgenerated <> ''
            from pg_attribute where attrelid = ? and attnum > 0 and not attisdropped order by attnum
            """;

    private Tables() {}

    /** @param table may have its schema before it */
    public static Optional<Table> find(Connection connection, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(TABLE)) {
            query.setString(1, Names.quotedTable(table));
            query.setString(2, Names.quotedTable(table));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(table(connection, row)) : Optional.empty();
            }
        }
    }

    /** @throws WorkFailed when it is not there, or is nothing that this login can change */
    public static Table require(Connection connection, String what, String table) throws SQLException {
        Table found = find(connection, table)
                .orElseThrow(() -> refused(
                        what,
                        "table " + table + " is not there",
                        "a table that the login sees",
                        "Write the table as the catalogue has it, with its schema where it is not the login's."));
        if (found.kind() == Table.Kind.OTHER) {
            throw refused(what, found.name() + " is no table", "a table", "Name the table itself.");
        }
        if (!found.surroundings().owned()) {
            throw refused(
                    what,
                    found.name() + " belongs to a role of which this login is no member",
                    "a table of the login's own",
                    "Give the environment's \"database\" the login that owns the table.");
        }
        return found;
    }

    /** What an operation cannot be carried out for. */
    public static WorkFailed refused(String what, String found, String expected, String next) {
        return new WorkFailed(
                FailureCode.MIGRATION_FAILED,
                "To " + what + " is not possible: " + found + "; expected was " + expected
                        + ". Nothing was changed by it.",
                next);
    }

    private static Table table(Connection connection, ResultSet row) throws SQLException {
        long oid = row.getLong(1);
        return new Table(
                oid,
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Table.Kind.valueOf(row.getString(5)),
                row.getDouble(6),
                columns(connection, oid),
                new Table.Surroundings(
                        texts(row.getArray(7)),
                        texts(row.getArray(8)),
                        texts(row.getArray(9)),
                        row.getBoolean(10),
                        Optional.ofNullable(row.getString(11)),
                        row.getBoolean(12)));
    }

    private static Map<String, Table.Column> columns(Connection connection, long oid) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setLong(1, oid);
            try (ResultSet rows = query.executeQuery()) {
                Map<String, Table.Column> columns = new LinkedHashMap<>();
                while (rows.next()) {
                    columns.put(
                            rows.getString(1),
                            new Table.Column(
                                    rows.getString(1), rows.getString(2), rows.getBoolean(3), rows.getBoolean(4)));
                }
                return columns;
            }
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object item : (Object[]) array.getArray()) {
            texts.add(String.valueOf(item));
        }
        return texts;
    }
}
