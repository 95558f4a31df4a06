package dev.belay.migration.online.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that would be lost with a column, but for its values. */
public final class ColumnMemory {
    private static final String STATEMENTS = """
            with col as (
                select a.*, quote_ident(a.attname) as name, t.typstorage, t.typcollation,
                       quote_ident(n.nspname) || '.' || quote_ident(c.relname) as on_table
                from pg_attribute a
                join pg_class c on c.oid = a.attrelid
                join pg_namespace n on n.oid = c.relnamespace
                join pg_type t on t.oid = a.atttypid
                where a.attrelid = ? and a.attname = ? and not a.attisdropped)
            select 1, 'alter table ' || on_table || ' add column ' || name || ' ' || format_type(atttypid, atttypmod)
                   || coalesce((select ' collate ' || quote_ident(cn.nspname) || '.' || quote_ident(l.collname)
                                from pg_collation l join pg_namespace cn on cn.oid = l.collnamespace
                                where l.oid = attcollation and attcollation <> typcollation), '')
            from col
            union all
            select 2, 'alter table ' || on_table || ' alter column ' || name || ' set default '
                   || pg_get_expr(d.adbin, d.adrelid)
            from col join pg_attrdef d on d.adrelid = attrelid and d.adnum = attnum
            union all
            select 3, 'alter table ' || on_table || ' alter column ' || name || ' set not null' from col where attnotnull
            union all
            select 4, 'alter table ' || on_table || ' alter column ' || name || ' set storage '
                   || case attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main'
                                      else 'extended' end
            from col where attstorage <> typstorage
            union all
            select 5, 'alter table ' || on_table || ' alter column ' || name || ' set statistics ' || attstattarget
            from col where attstattarget >= 0
            union all
            select 6, 'comment on column ' || on_table || '.' || name || ' is '
                   || quote_literal(col_description(attrelid, attnum))
            from col where col_description(attrelid, attnum) is not null
            union all
            select 7, 'grant ' || g.privilege_type || ' (' || name || ') on ' || on_table || ' to '
                   || case when g.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end
                   || case when g.is_grantable then ' with grant option' else '' end
            from col, aclexplode(attacl) g
            order by 1, 2
            """;
    private static final String OBSTACLES = """
            with recursive tree as (
                select ?::oid as oid union all select i.inhrelid from pg_inherits i join tree t on t.oid = i.inhparent)
            select distinct pg_describe_object(d.classid, d.objid, d.objsubid)
            from tree t
            join pg_attribute a on a.attrelid = t.oid and a.attname = ?
            join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid and d.refobjsubid = a.attnum
            where not (d.classid = 'pg_attrdef'::regclass and d.deptype = 'a')
            order by 1
            """;

    private ColumnMemory() {}

    /** The statements that would make it again, the column itself first. */
    public static List<String> statements(Connection connection, Table table, String column) throws SQLException {
        return texts(connection, STATEMENTS, 2, table, column);
    }

    /** What would go with it, or keeps it from going; none where nothing hangs on it. */
    public static List<String> obstacles(Connection connection, Table table, String column) throws SQLException {
        return texts(connection, OBSTACLES, 1, table, column);
    }

    private static List<String> texts(Connection connection, String sql, int result, Table table, String column)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, table.oid());
            query.setString(2, column);
            try (ResultSet rows = query.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(result));
                }
                return texts;
            }
        }
    }
}
