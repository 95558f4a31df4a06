package dev.belay.migration.django;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.command.CommandFailed;
import dev.belay.migration.command.CountedLines;
import dev.belay.migration.command.GeneratedSql;
import dev.belay.migration.command.ToolCommand;
import dev.belay.migration.lint.LintedMigration;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.AppliedMigration;
import dev.belay.migration.tool.HistoryReader;
import dev.belay.migration.tool.HistoryTable;
import dev.belay.migration.tool.MigrationListener;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import dev.belay.migration.tool.PendingMigration.Trace;
import dev.belay.migration.tool.SourceDigest;
import dev.belay.migration.tool.UndoStep;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Django's migrations, by the system's own {@code manage.py}; a version is an app and a name, joined by a dot. */
public final class DjangoTool implements MigrationTool {
    private static final String HISTORY = "django_migrations";
    private static final String VERSION = "app || '.' || name";

    private final TargetSessions sessions;
    private final ToolCommand command;
    private final DjangoShell shell;
    private final Map<String, DjangoAnswer.Migration> known = new HashMap<>();
    private Set<String> allPending = Set.of();

    public DjangoTool(TargetSessions sessions, ToolCommand command) {
        this.sessions = sessions;
        this.command = command;
        this.shell = new DjangoShell(command, sessions);
    }

    static String version(String app, String name) {
        return app + "." + name;
    }

    @Override
    public String name() {
        return "Django";
    }

    @Override
    public Set<String> historyTables() {
        return Set.of(HISTORY);
    }

    @Override
    public List<AppliedMigration> applied(Connection connection) throws SQLException {
        Optional<String> table = HistoryTable.find(connection, HISTORY);
        return table.isEmpty()
                ? List.of()
                : HistoryReader.read(
                        connection, "select " + VERSION + ", '', 'WHOLE' from " + table.get() + " order by id");
    }

    @Override
    public List<PendingMigration> pending() throws SQLException, InterruptedException {
        List<PendingMigration> pending = planned(Map.of());
        allPending = new LinkedHashSet<>(
                pending.stream().map(PendingMigration::version).toList());
        return pending;
    }

    /** Whatever the targets depend on comes with them. */
    @Override
    public List<PendingMigration> pending(Map<String, String> targets) throws SQLException, InterruptedException {
        return planned(Map.of("to", targets));
    }

    @Override
    public List<LintedMigration> sql(List<PendingMigration> wanted) throws SQLException, InterruptedException {
        List<LintedMigration> migrations = new ArrayList<>();
        for (PendingMigration next : wanted) {
            DjangoAnswer.Migration migration = Objects.requireNonNull(known.get(next.version()), next.version());
            String printed = command.read(List.of("sqlmigrate", migration.app(), migration.name(), "--no-color"));
            migrations.add(GeneratedSql.of(
                    next.version(), printed, GeneratedSql.source(migration.file()), migration.atomic()));
        }
        return migrations;
    }

    @Override
    public List<String> missing() throws SQLException, InterruptedException {
        try {
            command.read(List.of("makemigrations", "--check", "--dry-run", "--no-input", "--no-color"));
            return List.of();
        } catch (CommandFailed failed) {
            List<String> changes = failed.excerpt()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (changes.stream().noneMatch(line -> line.startsWith("Migrations for "))) {
                throw failed;
            }
            return changes;
        }
    }

    private List<PendingMigration> planned(Map<String, ?> request) throws SQLException, InterruptedException {
        List<DjangoAnswer.Migration> plan =
                Objects.requireNonNull(shell.ask(request).plan());
        plan.forEach(migration -> known.put(migration.version(), migration));
        return plan.stream().map(DjangoTool::pending).toList();
    }

    private static PendingMigration pending(DjangoAnswer.Migration migration) {
        Trace trace = migration.atomic() ? Trace.NONE : migration.indexesOnly() ? Trace.SCHEMA : Trace.UNSEEN;
        String source = GeneratedSql.source(migration.file());
        return new PendingMigration(
                migration.version(),
                "",
                migration.version(),
                trace,
                String.join(", ", migration.irreversible()),
                source.isEmpty() ? "" : SourceDigest.of(source));
    }

    /** One outside of a transaction may wait for others as long as it has to; it makes nobody wait. */
    @Override
    public void apply(List<PendingMigration> wanted, MigrationListener listener)
            throws SQLException, InterruptedException {
        Duration patience = wanted.stream().allMatch(migration -> migration.trace() == Trace.NONE)
                ? sessions.lockTimeout()
                : Duration.ZERO;
        DjangoOutput output =
                new DjangoOutput(listener, new CountedLines(command.settings().progress(), listener));
        Set<String> versions = new LinkedHashSet<>(
                wanted.stream().map(PendingMigration::version).toList());
        if (versions.containsAll(allPending)) {
            migrate(List.of(), patience, output);
        } else {
            for (DjangoAnswer.Migration last : newestOfEachApp(versions)) {
                migrate(List.of(last.app(), last.name()), patience, output);
            }
        }
        Set<String> left = new LinkedHashSet<>(allPending);
        left.removeAll(versions);
        allPending = left;
    }

    private List<DjangoAnswer.Migration> newestOfEachApp(Set<String> versions) {
        Map<String, DjangoAnswer.Migration> newest = new LinkedHashMap<>();
        for (String version : versions) {
            DjangoAnswer.Migration migration = Objects.requireNonNull(known.get(version), version);
            newest.remove(migration.app());
            newest.put(migration.app(), migration);
        }
        return new ArrayList<>(newest.values());
    }

    private void migrate(List<String> target, Duration patience, DjangoOutput output)
            throws SQLException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("migrate"));
        arguments.addAll(target);
        arguments.addAll(List.of("--no-input", "--no-color"));
        command.run(arguments, patience, output);
    }

    /** Django plans every step itself, before the first of them runs. */
    @Override
    public List<UndoStep> planUndo(List<AppliedMigration> since) throws SQLException, InterruptedException {
        List<List<String>> keys = new ArrayList<>();
        Map<String, AppliedMigration> migrations = new HashMap<>();
        for (int index = since.size() - 1; index >= 0; index--) {
            String version = since.get(index).version();
            int dot = version.indexOf('.');
            keys.add(List.of(version.substring(0, dot), version.substring(dot + 1)));
            migrations.put(version, since.get(index));
        }
        List<DjangoAnswer.Migration> steps =
                Objects.requireNonNull(shell.ask(Map.of("since", keys)).steps());
        requireReversible(steps, since.size());
        return steps.stream()
                .map(step -> new UndoStep(
                        migrations.getOrDefault(
                                step.version(),
                                new AppliedMigration(step.version(), "", AppliedMigration.Condition.WHOLE)),
                        step.version(),
                        step.atomic(),
                        () -> undo(step)))
                .toList();
    }

    private static void requireReversible(List<DjangoAnswer.Migration> steps, int since) {
        List<String> operations =
                steps.stream().flatMap(step -> step.irreversible().stream()).toList();
        if (!operations.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    since + " migrations were applied since, and Django has no way back for " + operations.size()
                            + " of their operations: " + String.join("; ", operations) + ". Nothing was undone.",
                    "Choose restore, for nothing else takes this back; or give the operations a reverse in the "
                            + "release's directory and retry.");
        }
    }

    private void undo(DjangoAnswer.Migration step) throws SQLException, InterruptedException {
        try {
            command.run(
                    List.of("migrate", step.app(), Objects.requireNonNull(step.target()), "--no-input", "--no-color"),
                    step.atomic() ? sessions.lockTimeout() : Duration.ZERO,
                    line -> {});
        } catch (CommandFailed failed) {
            throw failed.during("Taking back " + step.version());
        }
    }
}
