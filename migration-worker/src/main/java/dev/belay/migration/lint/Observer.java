package dev.belay.migration.lint;

import dev.belay.migration.lint.rules.TableName;
import dev.belay.migration.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs migrations on a copy of the schema, one statement after another, and looks what each has done. */
final class Observer {
    private static final String TABLES = """
            select c.oid, n.nspname, c.relname, c.relfilenode
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
              and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%'""";
    private static final String LOCKS =
            "select relation, mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation' and granted";
    private static final String SCANS = "select relid, seq_scan from pg_stat_xact_user_tables";

    private static final Pattern OUTSIDE = Pattern.compile(
            "(?is).*\\b(dblink\\w*\\s*\\(|pg_read_\\w+\\s*\\(|lo_(im|ex)port\\s*\\(|copy\\b.*\\b(from|to)\\b\\s*"
                    + "('|program)|(create|alter)\\s+(subscription|server|user\\s+mapping|foreign\\s+table)"
                    + "|import\\s+foreign\\s+schema).*");

    private final Connection copy;
    private final Map<Long, TableName> tables = new HashMap<>();
    private boolean lost;

    private Observer(Connection copy) {
        this.copy = copy;
    }

    static Observer on(Connection copy) throws SQLException {
        Observer observer = new Observer(copy);
        try (Statement statement = copy.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                observer.tables.put(rows.getLong(1), new TableName(rows.getString(2), rows.getString(3)));
            }
        }
        return observer;
    }

    /**
     * One answer for each statement; after one that fails, or that might reach outside of the database and so is not run,
     * nothing is seen any more, here and in later migrations.
     */
    List<Observed> observe(LintedMigration migration) throws SQLException {
        List<Observed> all = new ArrayList<>();
        copy.setAutoCommit(!migration.transactional());
        try {
            for (SqlStatement statement : migration.statements()) {
                lost |= OUTSIDE.matcher(statement.text()).matches();
                all.add(lost ? Observed.NOTHING : migration.transactional() ? within(statement) : atOnce(statement));
            }
            if (migration.transactional()) {
                if (lost) {
                    copy.rollback();
                } else {
                    copy.commit();
                }
            }
        } catch (SQLException refused) {
            lost = true;
            copy.rollback();
        } finally {
            copy.setAutoCommit(true);
        }
        return all;
    }

    private Observed within(SqlStatement statement) throws SQLException {
        Savepoint before = copy.setSavepoint();
        Map<Long, Long> storage = storage();
        Map<Long, Long> scans = scans();
        Map<Long, LockMode> locks = locks();
        try {
            execute(statement);
        } catch (SQLException refused) {
            copy.rollback(before);
            return failed(refused);
        }
        Map<TableName, LockMode> taken = new HashMap<>();
        locks().forEach((table, mode) -> {
            LockMode held = locks.get(table);
            if (tables.containsKey(table) && (held == null || held.compareTo(mode) < 0)) {
                taken.put(tables.get(table), mode);
            }
        });
        return new Observed(Observed.Standing.SEEN, taken, changed(storage, storage()), changed(scans, scans()), "");
    }

    private Observed atOnce(SqlStatement statement) throws SQLException {
        try {
            execute(statement);
            return Observed.NOTHING;
        } catch (SQLException refused) {
            return failed(refused);
        }
    }

    /** Only what the schema alone makes impossible is a finding: rows, roles and extensions may lack on the copy. */
    private Observed failed(SQLException refused) {
        lost = true;
        String state = String.valueOf(refused.getSQLState());
        boolean ofSchema = state.equals("42601")
                || state.equals("42703")
                || state.equals("42P01")
                || state.equals("42P07")
                || state.equals("42701")
                || state.equals("42710")
                || state.equals("42804")
                || state.equals("42P16")
                || state.equals("25001")
                || state.equals("42830");
        return ofSchema
                ? Observed.refused(String.valueOf(refused.getMessage()).replaceAll("\\s+", " "))
                : Observed.NOTHING;
    }

    private void execute(SqlStatement statement) throws SQLException {
        try (Statement running = copy.createStatement()) {
            running.setEscapeProcessing(false);
            running.execute(statement.text());
        }
    }

    private Set<TableName> changed(Map<Long, Long> before, Map<Long, Long> after) {
        Set<TableName> changed = new HashSet<>();
        after.forEach((table, value) -> {
            TableName name = tables.get(table);
            if (name != null && !value.equals(before.getOrDefault(table, 0L))) {
                changed.add(name);
            }
        });
        return changed;
    }

    private Map<Long, Long> storage() throws SQLException {
        return pairs(TABLES, 4);
    }

    private Map<Long, Long> scans() throws SQLException {
        return pairs(SCANS, 2);
    }

    private Map<Long, Long> pairs(String sql, int column) throws SQLException {
        Map<Long, Long> pairs = new HashMap<>();
        try (Statement statement = copy.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                pairs.put(rows.getLong(1), rows.getLong(column));
            }
        }
        return pairs;
    }

    private Map<Long, LockMode> locks() throws SQLException {
        Map<Long, LockMode> locks = new HashMap<>();
        try (Statement statement = copy.createStatement();
                ResultSet rows = statement.executeQuery(LOCKS)) {
            while (rows.next()) {
                long table = rows.getLong(1);
                LockMode.of(rows.getString(2))
                        .ifPresent(mode ->
                                locks.merge(table, mode, (one, other) -> one.compareTo(other) >= 0 ? one : other));
            }
        }
        return locks;
    }
}
