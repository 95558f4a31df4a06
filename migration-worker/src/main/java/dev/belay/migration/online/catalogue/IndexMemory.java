package dev.belay.migration.online.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that would be lost with an index: its tablespace, definition, owning constraint, statistics, roles and comment. */
public final class IndexMemory {
    private static final String STATEMENTS = """
            with index as (
                select i.*, c.relname, c.reltablespace, t.oid as table_oid,
                       quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
                       quote_ident(tn.nspname) || '.' || quote_ident(t.relname) as on_table
                from pg_index i
                join pg_class c on c.oid = i.indexrelid
                join pg_namespace n on n.oid = c.relnamespace
                join pg_class t on t.oid = i.indrelid
                join pg_namespace tn on tn.oid = t.relnamespace
                where i.indexrelid = to_regclass(?)),
            owner as (select o.* from pg_constraint o join index i on o.conindid = i.indexrelid
                      where o.contype in ('p', 'u') and o.conrelid = i.table_oid)
            select 1, 0, 'set default_tablespace = '
                   || coalesce((select quote_literal(spcname) from pg_tablespace where oid = reltablespace), quote_literal(''))
            from index
            union all
            select 2, 0, regexp_replace(pg_get_indexdef(indexrelid), ' INDEX ', ' INDEX CONCURRENTLY ') from index
            union all
            select 3, 0, 'alter table ' || i.on_table || ' add constraint ' || quote_ident(o.conname)
                   || case o.contype when 'p' then ' primary key' else ' unique' end || ' using index '
                   || quote_ident(i.relname) || case when o.condeferrable then ' deferrable' else '' end
                   || case when o.condeferred then ' initially deferred' else '' end
            from index i, owner o
            union all
            select 4, a.attnum, 'alter index ' || i.name || ' alter column ' || a.attnum || ' set statistics '
                   || a.attstattarget
            from index i join pg_attribute a on a.attrelid = i.indexrelid where a.attstattarget >= 0
            union all
            select 5, 0, 'alter table ' || on_table || ' replica identity using index ' || quote_ident(relname)
            from index where indisreplident
            union all
            select 6, 0, 'alter table ' || on_table || ' cluster on ' || quote_ident(relname)
            from index where indisclustered
            union all
            select 7, 0, 'comment on index ' || name || ' is ' || quote_literal(obj_description(indexrelid, 'pg_class'))
            from index where obj_description(indexrelid, 'pg_class') is not null
            union all
            select 8, 0, 'comment on constraint ' || quote_ident(o.conname) || ' on ' || i.on_table || ' is '
                   || quote_literal(obj_description(o.oid, 'pg_constraint'))
            from index i, owner o where obj_description(o.oid, 'pg_constraint') is not null
            order by 1, 2
            """;
    private static final String OBSTACLES = """
            select 'it is part of a partitioned index' from pg_inherits where inhrelid = to_regclass(?)
            union all
            select 'it is the index of a partitioned table' from pg_class where oid = to_regclass(?) and relkind = 'I'
            union all
            select pg_describe_object('pg_constraint'::regclass, f.oid, 0) || ' refers to it'
            from pg_constraint f where f.conindid = to_regclass(?) and f.contype = 'f'
            union all
            select 'an exclusion constraint owns it, which could not be built again without blocking writers'
            from pg_constraint x where x.conindid = to_regclass(?) and x.contype = 'x'
            union all
            select 'publication ' || p.pubname || ' tells its subscribers by this index which row is meant, so every'
                   || ' update and delete would be refused without it'
            from pg_index i
            join pg_class t on t.oid = i.indrelid
            join pg_namespace n on n.oid = t.relnamespace
            join pg_publication_tables published on (published.schemaname, published.tablename) = (n.nspname, t.relname)
            join pg_publication p on p.pubname = published.pubname
            where i.indexrelid = to_regclass(?) and (p.pubupdate or p.pubdelete)
              and ((t.relreplident = 'd' and i.indisprimary) or (t.relreplident = 'i' and i.indisreplident))
            """;

    private static final int OBSTACLE_KINDS = 5;

    private IndexMemory() {}

    /**
     * The statements that would make it again: first the tablespace, then the index, then all that hangs on it.
     *
     * @param index quoted
     */
    public static List<String> statements(Connection connection, String index) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(STATEMENTS)) {
            query.setString(1, index);
            try (ResultSet rows = query.executeQuery()) {
                List<String> statements = new ArrayList<>();
                while (rows.next()) {
                    statements.add(rows.getString(3));
                }
                return statements;
            }
        }
    }

    /** Why it cannot be dropped so that it could be made again; none where it can. */
    public static List<String> obstacles(Connection connection, String index) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OBSTACLES)) {
            for (int parameter = 1; parameter <= OBSTACLE_KINDS; parameter++) {
                query.setString(parameter, index);
            }
            try (ResultSet rows = query.executeQuery()) {
                List<String> obstacles = new ArrayList<>();
                while (rows.next()) {
                    obstacles.add(rows.getString(1));
                }
                return obstacles;
            }
        }
    }
}
