package dev.belay.backup.swapping;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import dev.belay.backup.postgres.StoredSetting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries over what belongs to a database and not to its contents: comment, security labels, limit, grants, settings. */
public final class CarryOver {
    private static final String NO_RIGHT = "42501";
    /** The provider of a security label is a library that the server has not loaded. */
    private static final String NO_PROVIDER = "22023";

    private final DatabaseSession session;
    private final String from;
    private final String to;
    private final List<String> refused = new ArrayList<>();

    private CarryOver(DatabaseSession session, String from, String to) {
        this.session = session;
        this.from = from;
        this.to = to;
    }

    /** Returns what could not be carried over, and why. */
    public static List<String> run(DatabaseSession session, SwapNames names) throws SQLException {
        CarryOver carryOver = new CarryOver(session, names.live(), names.restored());
        carryOver.limitAndComment();
        carryOver.securityLabels();
        carryOver.grants();
        carryOver.settings();
        return carryOver.refused;
    }

    /** The grants alone. */
    public static List<String> ofGrants(DatabaseSession session, String from, String to) throws SQLException {
        CarryOver carryOver = new CarryOver(session, from, to);
        carryOver.grants();
        return carryOver.refused;
    }

    private void limitAndComment() throws SQLException {
        long limit = session.number("select datconnlimit from pg_catalog.pg_database where datname = ?", from);
        apply("connection limit", "alter database " + target() + " with connection limit " + limit);
        Optional<String> comment = session.list(
                        "select pg_catalog.shobj_description(oid, 'pg_database') from pg_catalog.pg_database where datname = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        from)
                .get(0);
        apply(
                "comment",
                "comment on database " + target() + " is "
                        + comment.map(Quoted::literal).orElse("null"));
    }

    private void securityLabels() throws SQLException {
        List<String> statements = session.list(
                """
                select s.provider, s.label from pg_catalog.pg_shseclabel s
                  join pg_catalog.pg_database d on d.oid = s.objoid
                where s.classoid = 'pg_catalog.pg_database'::regclass and d.datname = ?
                """,
                row -> "security label for " + Quoted.identifier(row.getString(1)) + " on database " + target() + " is "
                        + Quoted.literal(row.getString(2)),
                from);
        for (String statement : statements) {
            apply("security label", statement);
        }
    }

    /** Absent grants are the built-in ones, which a new database has as well. */
    private void grants() throws SQLException {
        if (session.holds("select datacl is null from pg_catalog.pg_database where datname = ?", from)) {
            return;
        }
        String owner = session.text(
                "select pg_catalog.pg_get_userbyid(datdba) from pg_catalog.pg_database where datname = ?", from);
        apply("grants", "revoke all on database " + target() + " from public, " + Quoted.identifier(owner));
        List<String> grants = session.list(
                """
                select a.privilege_type, case when a.grantee = 0 then null else pg_catalog.pg_get_userbyid(a.grantee) end,
                  a.is_grantable
                from pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) a where d.datname = ?
                """,
                row -> "grant " + row.getString(1) + " on database " + target() + " to "
                        + Optional.ofNullable(row.getString(2))
                                .map(Quoted::identifier)
                                .orElse("public")
                        + (row.getBoolean(3) ? " with grant option" : ""),
                from);
        for (String grant : grants) {
            apply("grant", grant);
        }
    }

    private void settings() throws SQLException {
        List<String> statements = session.list(
                """
                select case when s.setrole = 0 then null else pg_catalog.pg_get_userbyid(s.setrole) end, setting
                from pg_catalog.pg_db_role_setting s
                  join pg_catalog.pg_database d on d.oid = s.setdatabase, unnest(s.setconfig) setting
                where d.datname = ?
                """,
                row -> alteration(Optional.ofNullable(row.getString(1))) + StoredSetting.assignment(row.getString(2)),
                from);
        for (String statement : statements) {
            apply("setting", statement);
        }
    }

    private String alteration(Optional<String> role) {
        return role.map(name -> "alter role " + Quoted.identifier(name) + " in database " + target())
                        .orElseGet(() -> "alter database " + target())
                + " set ";
    }

    private void apply(String what, String statement) throws SQLException {
        try {
            session.execute(statement);
        } catch (SQLException error) {
            if (!NO_RIGHT.equals(error.getSQLState()) && !NO_PROVIDER.equals(error.getSQLState())) {
                throw error;
            }
            refused.add(what + ": " + statement + " (" + error.getMessage() + ")");
        }
    }

    private String target() {
        return Quoted.identifier(to);
    }
}
