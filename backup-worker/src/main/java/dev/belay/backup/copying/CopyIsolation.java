package dev.belay.backup.copying;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.Quoted;
import dev.belay.backup.scratch.ThrowAwayServer;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes out of a copied server, before anybody works on it, what leads elsewhere or does things by itself. */
final class CopyIsolation {
    /** Libraries that extensions need and that do nothing but look. */
    private static final Set<String> HARMLESS = Set.of("pg_stat_statements", "auto_explain", "pg_hint_plan");

    private static final String LOADED_BY_SESSIONS = """
            select case when s.setrole = 0 and s.setdatabase = 0 then 'alter role all'
                when s.setrole = 0 then format('alter database %I', d.datname)
                when s.setdatabase = 0 then format('alter role %I', r.rolname)
                else format('alter role %I in database %I', r.rolname, d.datname) end
              || ' reset ' || split_part(setting, '=', 1)
            from pg_catalog.pg_db_role_setting s left join pg_catalog.pg_database d on d.oid = s.setdatabase
              left join pg_catalog.pg_roles r on r.oid = s.setrole, unnest(s.setconfig) setting
            where split_part(setting, '=', 1) in ('session_preload_libraries', 'local_preload_libraries')
            """;

    private CopyIsolation() {}

    /** Nobody has connected yet but us; afterwards nothing in the database leads anywhere else. */
    static List<Evidence> isolate(SourceServer source, ThrowAwayServer server, String name, Execution execution)
            throws SQLException {
        String live = ServerAddress.of(execution.environment().requireDatabase().main())
                .database();
        List<Evidence> evidence = new ArrayList<>();
        try (DatabaseSession session = DatabaseSession.elsewhere(server.superuser("template1"), execution)) {
            session.execute("alter database " + Quoted.identifier(live) + " rename to " + Quoted.identifier(name));
            session.execute("alter database " + Quoted.identifier(name) + " connection limit -1");
            resets(session, evidence);
        }
        try (DatabaseSession session = DatabaseSession.elsewhere(server.superuser(name), execution)) {
            List<String> subscriptions = session.texts("select subname from pg_catalog.pg_subscription where subdbid ="
                    + " (select oid from pg_catalog.pg_database where datname = current_database())");
            for (String subscription : subscriptions) {
                String quoted = Quoted.identifier(subscription);
                session.execute("alter subscription " + quoted + " disable");
                session.execute("alter subscription " + quoted + " set (slot_name = none)");
                session.execute("drop subscription " + quoted);
            }
            note(evidence, "subscriptions", subscriptions, "not in the copy: it takes nothing from a publisher");
            List<String> mappings = session.texts("select format('%s for %I', case when umuser = 0 then 'public' else"
                    + " quote_ident(usename::text) end, srvname) from pg_catalog.pg_user_mappings");
            for (String mapping : mappings) {
                String[] userAndServer = mapping.split(" for ", 2);
                session.execute("drop user mapping for " + userAndServer[0] + " server " + userAndServer[1]);
            }
            note(evidence, "logins to foreign servers", mappings, "not in the copy: nothing is written there");
            List<String> lacking = session.texts("select extname from pg_catalog.pg_extension where extname not in"
                    + " (select name from pg_catalog.pg_available_extensions)");
            note(evidence, "extensions", lacking, "not installed on the worker's host; what uses them may fail");
            if (source.preloaded().isEmpty()) {
                evidence.add(new Evidence(
                        "libraries",
                        "none is loaded in the copy: which the server loads is not known, for want of the role"
                                + " pg_read_all_settings"));
            }
            List<String> left = preloaded(source).stream()
                    .filter(library -> !HARMLESS.contains(library))
                    .toList();
            note(evidence, "libraries", left, "not loaded in the copy, since they may act by themselves");
            requireSameOrder(source, session);
        }
        return evidence;
    }

    /** An index that was sorted by another version finds nothing where it should. */
    private static void requireSameOrder(SourceServer source, DatabaseSession copy) throws SQLException {
        String here = SourceServer.collations(copy);
        if (!here.equals(source.collations())) {
            throw new WorkFailed(
                    FailureCode.PROCESS_FAILED,
                    "The worker's host sorts texts by other versions of the collations than the server's, so that indexes"
                            + " in copied files would be wrong: here " + here + ", there " + source.collations() + ".",
                    "Install the same C library and ICU there, or leave it: the database is dumped and restored instead.");
        }
    }

    /** Settings of databases and roles come after those of the command line, so they are taken out of the copy. */
    private static void resets(DatabaseSession session, List<Evidence> evidence) throws SQLException {
        List<String> loading = session.texts(LOADED_BY_SESSIONS);
        for (String one : loading) {
            session.execute(one);
        }
        note(evidence, "libraries of sessions", loading, "done in the copy, since they may act by themselves");
    }

    /** Those of the libraries that the server loads which may be loaded in the copy. */
    static List<String> harmless(SourceServer source) {
        return preloaded(source).stream().filter(HARMLESS::contains).toList();
    }

    private static List<String> preloaded(SourceServer source) {
        return source.preloaded().orElse(List.of());
    }

    private static void note(List<Evidence> evidence, String what, List<String> names, String how) {
        if (!names.isEmpty()) {
            evidence.add(new Evidence(what, String.join(", ", names) + ": " + how));
        }
    }
}
