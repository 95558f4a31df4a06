package dev.belay.backup.restoring;

import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Proves, before anything is touched, that the restore and the swap are possible. */
final class SwapPreconditions {
    private final DatabaseSession session;
    private final String live;
    private final List<String> reasons = new ArrayList<>();

    private SwapPreconditions(DatabaseSession session, String live) {
        this.session = session;
        this.live = live;
    }

    /** Every reason why it is not possible now. */
    static List<String> reasons(DatabaseSession session, String live, BackupManifest manifest) throws SQLException {
        SwapPreconditions preconditions = new SwapPreconditions(session, live);
        preconditions.check(manifest);
        return List.copyOf(preconditions.reasons);
    }

    /** @throws WorkFailed when it is not possible; names every reason */
    static void require(DatabaseSession session, String live, BackupManifest manifest) throws SQLException {
        SwapPreconditions preconditions = new SwapPreconditions(session, live);
        preconditions.check(manifest);
        if (!preconditions.reasons.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.RESTORE_NOT_POSSIBLE,
                    "Database \"" + live + "\" cannot be restored beside itself and swapped: "
                            + String.join("; ", preconditions.reasons) + ".",
                    "Remove what stands in the way and retry, or restore by hand from backup " + manifest.id() + ".");
        }
    }

    private void check(BackupManifest manifest) throws SQLException {
        if (!SwapNames.exists(session, live)) {
            reasons.add("there is no database of that name on the server");
            return;
        }
        boolean superuser = session.holds("select rolsuper from pg_catalog.pg_roles where rolname = current_user");
        if (!superuser) {
            checkRights(manifest);
        }
        checkRoles(manifest, superuser);
        checkWhatHoldsOn();
    }

    private void checkRights(BackupManifest manifest) throws SQLException {
        String admin = session.text("select current_user");
        if (!session.holds(
                "select pg_catalog.pg_has_role(datdba, 'member') from pg_catalog.pg_database where datname = ?",
                live)) {
            reasons.add("user \"" + admin + "\" neither owns it nor is a superuser");
        }
        if (!session.holds("select rolcreatedb from pg_catalog.pg_roles where rolname = current_user")) {
            reasons.add("user \"" + admin + "\" may not create databases (CREATEDB)");
        }
        if (!manifest.needs().extensions().isEmpty()) {
            List<String> untrusted = session.texts(
                    "select distinct name from pg_catalog.pg_available_extension_versions where superuser and not"
                            + " trusted order by 1");
            manifest.needs().extensions().stream()
                    .filter(extension -> untrusted.contains(extension.name()))
                    .forEach(extension ->
                            reasons.add("only a superuser can restore the extension \"" + extension.name() + "\""));
        }
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
            reasons.add("sessions of \"" + role + "\" are connected, which user \"" + admin + "\" may not terminate");
        }
    }

    private void checkRoles(BackupManifest manifest, boolean superuser) throws SQLException {
        for (String role : manifest.needs().roles()) {
            if (!session.holds("select exists (select from pg_catalog.pg_roles where rolname = ?)", role)) {
                reasons.add("the role \"" + role + "\", which the backup names, is not on the server");
            } else if (!superuser && !session.holds("select pg_catalog.pg_has_role(?::name, 'member')", role)) {
                reasons.add(
                        "the backup gives objects to role \"" + role + "\", of which the administrator is no member");
            }
        }
    }

    private void checkWhatHoldsOn() throws SQLException {
        for (String transaction :
                session.texts("select gid from pg_catalog.pg_prepared_xacts where database = ? order by 1", live)) {
            reasons.add("the prepared transaction \"" + transaction + "\" is open in it");
        }
        for (String slot : session.texts(
                "select slot_name from pg_catalog.pg_replication_slots where database = ? order by 1", live)) {
            reasons.add("the logical replication slot \"" + slot + "\" belongs to it and would stay with the replaced"
                    + " database");
        }
        for (String subscription : session.texts(
                "select subname from pg_catalog.pg_subscription s join pg_catalog.pg_database d on d.oid = s.subdbid"
                        + " where d.datname = ? order by 1",
                live)) {
            reasons.add("the subscription \"" + subscription + "\" writes into it");
        }
        for (String worker : session.texts("""
                select distinct backend_type from pg_catalog.pg_stat_activity
                where datname = ? and backend_type not in
                  ('client backend', 'autovacuum worker', 'parallel worker', 'walsender')
                order by 1
                """, live)) {
            reasons.add("a background worker of an extension (" + worker + ") is connected to it and would come back");
        }
    }
}
