package dev.belay.backup.counting;

import dev.belay.backup.catalogue.DatabaseNeeds;
import dev.belay.backup.postgres.DatabaseSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds out what a dump of a database names and does not hold. */
public final class NeedsReader {
    /** What an extension brings is made by the extension again, whoever it belongs to. */
    private static final String NOT_OF_EXTENSIONS = """
            not exists (select from pg_catalog.pg_depend e
              where e.classid = %s and e.objid = %s and e.deptype = 'e')
            """;

    /** Owners, and grantees where all dependencies count; the catalogue of those leaves out the first superuser. */
    private static final String NAMED = """
            select r.rolname from pg_catalog.pg_roles r
            where r.rolname !~ '^pg_' and (
              exists (select from pg_catalog.pg_shdepend d
                where d.refclassid = 'pg_catalog.pg_authid'::regclass and d.refobjid = r.oid
                  and d.dbid = (select oid from pg_catalog.pg_database where datname = current_database())
                  and d.classid <> 'pg_catalog.pg_extension'::regclass and %s and %s)
              or exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.relowner = r.oid and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and %s)
              or exists (select from pg_catalog.pg_namespace n
                where n.nspowner = r.oid and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and %s))
            order by 1
            """;

    private static final String ROLES = named("true");

    /**
     * The roles that own something that a dump gives to its owner again, which takes membership; to grant something to a
     * role takes none.
     */
    public static final String OWNERS = named("d.deptype = 'o'");

    /** A dump grants such rights in the name of who granted them, which only a superuser may do. */
    private static final String GRANTORS = """
            select distinct pg_catalog.pg_get_userbyid(a.grantor) from (
              select c.relacl, c.relowner from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              union all select p.proacl, p.proowner from pg_catalog.pg_proc p
                join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              union all select nspacl, nspowner from pg_catalog.pg_namespace
                where nspname !~ '^pg_' and nspname <> 'information_schema'
            ) granted(acl, owner), pg_catalog.aclexplode(granted.acl) a
            where a.grantor <> granted.owner order by 1
            """;

    private static final String TABLESPACES = """
            select distinct t.spcname from pg_catalog.pg_tablespace t
              join pg_catalog.pg_class c on c.reltablespace = t.oid
            where t.spcname <> 'pg_global' order by 1
            """;

    private static final String EXTENSIONS =
            "select extname, extversion from pg_catalog.pg_extension where extname <> 'plpgsql' order by 1";

    private static final String PRIVILEGED =
            """
            select what from (
              select format('the publication "%s" of all tables', pubname) as what
                from pg_catalog.pg_publication where puballtables
              union all select format('the event trigger "%s"', t.evtname) from pg_catalog.pg_event_trigger t
                where\s""" + NOT_OF_EXTENSIONS.formatted("'pg_catalog.pg_event_trigger'::regclass", "t.oid") + """
              union all select format('the foreign-data wrapper "%s"', w.fdwname)
                from pg_catalog.pg_foreign_data_wrapper w
                where\s"""
                    + NOT_OF_EXTENSIONS.formatted("'pg_catalog.pg_foreign_data_wrapper'::regclass", "w.oid") + """
              union all select format('the function %s in the language %s', p.oid::regprocedure, l.lanname)
                from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                  join pg_catalog.pg_language l on l.oid = p.prolang
                where not l.lanpltrusted and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                  and\s"""
                    + NOT_OF_EXTENSIONS.formatted("'pg_catalog.pg_proc'::regclass", "p.oid") + """
            ) privileged order by what
            """;

    private static final int FIRST_WITH_PUBLISHED_SCHEMAS = 15;

    private static final String PUBLISHED_SCHEMAS = """
            select distinct format('the publication "%s" of all tables in a schema', p.pubname)
            from pg_catalog.pg_publication p join pg_catalog.pg_publication_namespace n on n.pnpubid = p.oid order by 1
            """;

    private NeedsReader() {}

    private static String named(String which) {
        return NAMED.formatted(
                which,
                NOT_OF_EXTENSIONS.formatted("d.classid", "d.objid"),
                NOT_OF_EXTENSIONS.formatted("'pg_catalog.pg_class'::regclass", "c.oid"),
                NOT_OF_EXTENSIONS.formatted("'pg_catalog.pg_namespace'::regclass", "n.oid"));
    }

    public static DatabaseNeeds read(DatabaseSession session) throws SQLException {
        return new DatabaseNeeds(
                session.texts(ROLES),
                session.texts(OWNERS),
                session.texts(GRANTORS),
                session.texts(TABLESPACES),
                session.list(EXTENSIONS, row -> new DatabaseNeeds.Extension(row.getString(1), row.getString(2))),
                privileged(session));
    }

    private static List<String> privileged(DatabaseSession session) throws SQLException {
        List<String> privileged = new ArrayList<>(session.texts(PRIVILEGED));
        if (session.serverVersion().major() >= FIRST_WITH_PUBLISHED_SCHEMAS) {
            privileged.addAll(session.texts(PUBLISHED_SCHEMAS));
        }
        return privileged;
    }
}
