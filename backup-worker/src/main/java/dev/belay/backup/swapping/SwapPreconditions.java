package dev.belay.backup.swapping;

import dev.belay.backup.catalogue.DatabaseNeeds;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Proves, before anything is touched, that the restore and the swap are possible. */
public final class SwapPreconditions {
    private final DatabaseSession session;
    private final String live;
    private final List<String> lasting = new ArrayList<>();
    private final List<String> passing = new ArrayList<>();

    private SwapPreconditions(DatabaseSession session, String live) {
        this.session = session;
        this.live = live;
    }

    /**
     * Looks at the server as it is now.
     *
     * @param session on another database than the live one
     * @param needs what the backup names
     */
    public static SwapPreconditions of(DatabaseSession session, String live, DatabaseNeeds needs) throws SQLException {
        SwapPreconditions preconditions = new SwapPreconditions(session, live);
        preconditions.check(needs);
        return preconditions;
    }

    /** Every reason why it is not possible now. */
    List<String> reasons() {
        List<String> all = new ArrayList<>(lasting);
        all.addAll(passing);
        return all;
    }

    /** Those that do not go away by themselves, as sessions do. */
    List<String> lastingReasons() {
        return List.copyOf(lasting);
    }

    /** @throws WorkFailed when it is not possible; names every reason */
    public void require(BackupId backup) {
        if (!reasons().isEmpty()) {
            throw new WorkFailed(
                    FailureCode.RESTORE_NOT_POSSIBLE,
                    "Database \"" + live + "\" cannot be restored beside itself and swapped: "
                            + String.join("; ", reasons()) + ".",
                    "Remove what stands in the way and retry, or restore by hand from backup " + backup + ".");
        }
    }

    private void check(DatabaseNeeds needs) throws SQLException {
        if (!SwapNames.exists(session, live)) {
            lasting.add("there is no database of that name on the server");
            return;
        }
        boolean superuser = session.holds("select rolsuper from pg_catalog.pg_roles where rolname = current_user");
        if (!superuser) {
            checkRights(needs);
        }
        checkRoles(needs, superuser);
        checkTablespaces(needs);
        checkWhatHoldsOn();
    }

    private void checkRights(DatabaseNeeds needs) throws SQLException {
        String admin = session.text("select current_user");
        if (!session.holds(
                "select pg_catalog.pg_has_role(datdba, 'member') from pg_catalog.pg_database where datname = ?",
                live)) {
            lasting.add("user \"" + admin + "\" neither owns it nor is a superuser");
        }
        if (!session.holds("select rolcreatedb from pg_catalog.pg_roles where rolname = current_user")) {
            lasting.add("user \"" + admin + "\" may not create databases (CREATEDB)");
        }
        if (!needs.extensions().isEmpty()) {
            List<String> untrusted = session.texts(
                    "select distinct name from pg_catalog.pg_available_extension_versions where superuser and not"
                            + " trusted order by 1");
            needs.extensions().stream()
                    .filter(extension -> untrusted.contains(extension.name()))
                    .forEach(extension ->
                            lasting.add("only a superuser can restore the extension \"" + extension.name() + "\""));
        }
        needs.privileged().forEach(thing -> lasting.add("only a superuser can restore " + thing));
        checkSessions(admin);
    }

    private void checkSessions(String admin) throws SQLException {
        for (String role : session.texts("""
                select distinct coalesce(r.rolname, 'unknown') from pg_catalog.pg_stat_activity a
                  left join pg_catalog.pg_roles r on r.oid = a.usesysid
                where a.datname = ? and a.usesysid is not null and a.pid <> pg_catalog.pg_backend_pid()
                  and (r.rolsuper or not pg_catalog.pg_has_role(a.usesysid, 'member')
                       and not pg_catalog.pg_has_role('pg_signal_backend', 'member'))
                order by 1
                """, live)) {
            passing.add("sessions of \"" + role + "\" are connected, which user \"" + admin + "\" may not terminate");
        }
    }

    private void checkRoles(DatabaseNeeds needs, boolean superuser) throws SQLException {
        for (String role : needs.roles()) {
            if (!session.holds("select exists (select from pg_catalog.pg_roles where rolname = ?)", role)) {
                lasting.add("the role \"" + role + "\", which the backup names, is not on the server");
            } else if (!superuser
                    && needs.owners().contains(role)
                    && !session.holds("select pg_catalog.pg_has_role(?::name, 'member')", role)) {
                lasting.add(
                        "the backup gives objects to role \"" + role + "\", of which the administrator is no member");
            }
        }
        if (!superuser && !needs.grantors().isEmpty()) {
            lasting.add("only a superuser can grant again what " + String.join(", ", needs.grantors())
                    + " granted without owning it");
        }
    }

    /** The server's usual one takes no right where nobody names it. */
    private void checkTablespaces(DatabaseNeeds needs) throws SQLException {
        Set<String> tablespaces = new TreeSet<>(needs.tablespaces());
        tablespaces.addAll(session.texts(
                "select t.spcname from pg_catalog.pg_database d join pg_catalog.pg_tablespace t on t.oid ="
                        + " d.dattablespace where d.datname = ? and t.spcname <> 'pg_default'",
                live));
        for (String tablespace : tablespaces) {
            if (!session.holds("select exists (select from pg_catalog.pg_tablespace where spcname = ?)", tablespace)) {
                lasting.add("the tablespace \"" + tablespace + "\", which the backup names, is not on the server");
            } else if (!session.holds("select pg_catalog.has_tablespace_privilege(?::text, 'create')", tablespace)) {
                lasting.add("user \"" + session.text("select current_user") + "\" may not create anything in the"
                        + " tablespace \"" + tablespace + "\"");
            }
        }
    }

    private void checkWhatHoldsOn() throws SQLException {
        for (String transaction :
                session.texts("select gid from pg_catalog.pg_prepared_xacts where database = ? order by 1", live)) {
            lasting.add("the prepared transaction \"" + transaction + "\" is open in it");
        }
        for (String slot : session.texts(
                "select slot_name from pg_catalog.pg_replication_slots where database = ? order by 1", live)) {
            lasting.add("the logical replication slot \"" + slot + "\" belongs to it and would stay with the replaced"
                    + " database");
        }
        for (String subscription : session.texts(
                "select subname from pg_catalog.pg_subscription s join pg_catalog.pg_database d on d.oid = s.subdbid"
                        + " where d.datname = ? order by 1",
                live)) {
            lasting.add("the subscription \"" + subscription + "\" writes into it");
        }
        for (String worker : session.texts("""
                select distinct backend_type from pg_catalog.pg_stat_activity
                where datname = ? and backend_type not in
                  ('client backend', 'autovacuum worker', 'parallel worker', 'walsender')
                order by 1
                """, live)) {
            lasting.add("a background worker of an extension (" + worker + ") is connected to it and would come back");
        }
    }
}
