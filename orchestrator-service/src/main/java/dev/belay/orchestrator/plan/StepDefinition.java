package dev.belay.orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.belay.contracts.Release;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.DatabaseExpectations.QueryExpectation;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.DiskExpectation;
import dev.belay.contracts.check.FileExpectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogExpectation;
import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.RecordAs;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Form;
import dev.belay.contracts.work.BackupWork.Snapshot;
import dev.belay.contracts.work.CheckWork;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.MigrationStateWork.Lint;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a step does.
 *
 * <p>Sets and maps keep one order, since a workflow that walks through them must do so in the same order when it is
 * replayed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepDefinition.Approve.class, name = "approve"),
    @JsonSubTypes.Type(value = StepDefinition.Notify.class, name = "notify"),
    @JsonSubTypes.Type(value = StepDefinition.Maintenance.class, name = "maintenance"),
    @JsonSubTypes.Type(value = StepDefinition.Backup.class, name = "backup"),
    @JsonSubTypes.Type(value = StepDefinition.Rehearse.class, name = "rehearse"),
    @JsonSubTypes.Type(value = StepDefinition.Prepare.class, name = "prepare"),
    @JsonSubTypes.Type(value = StepDefinition.Rollout.class, name = "rollout"),
    @JsonSubTypes.Type(value = StepDefinition.Migrate.class, name = "migrate"),
    @JsonSubTypes.Type(value = StepDefinition.MigrateOnline.class, name = "migrate-online"),
    @JsonSubTypes.Type(value = StepDefinition.Run.class, name = "run"),
    @JsonSubTypes.Type(value = StepDefinition.Check.class, name = "check"),
    @JsonSubTypes.Type(value = StepDefinition.Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = StepDefinition.Baseline.class, name = "baseline"),
    @JsonSubTypes.Type(value = StepDefinition.CheckMigrations.class, name = "check-migrations"),
    @JsonSubTypes.Type(value = StepDefinition.CheckAhead.class, name = "check-ahead"),
    @JsonSubTypes.Type(value = StepDefinition.RequireRehearsal.class, name = "require-rehearsal"),
})
public sealed interface StepDefinition {
    StepKind kind();

    /** How it is taken back; what has no such word in a plan is taken back as its kind is. */
    default Undo undo() {
        return new Undo.ByKind();
    }

    /** Whether it cannot be done before the release has been laid out in a directory of its own. */
    default boolean needsRelease() {
        return false;
    }

    /**
     * Waits for a person.
     *
     * @param by the roles of which the person must have one
     * @param expires counted from the question, absent where it waits for ever
     * @param confirm what the person has to tick off
     * @param requesterAllowed whether the one who started the deployment may approve
     * @param show what the person sees besides
     */
    record Approve(
            String question,
            Set<Role> by,
            @Nullable Duration expires,
            List<String> confirm,
            boolean requesterAllowed,
            Set<Shown> show)
            implements StepDefinition {
        public Approve {
            by = Collections.unmodifiableSet(new TreeSet<>(by));
            confirm = List.copyOf(confirm);
            show = show == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(show));
        }

        /** What a deployment has found out before it asks. */
        public enum Shown {
            /** Which migrations would be applied, and what is dangerous in them. */
            MIGRATIONS,
            /** What the rehearsal of the migrations has found. */
            REHEARSAL,
            /** What the release brings that the live one has not, by the environment's own command. */
            CHANGES
        }

        /** What is shown is known only once the release is there. */
        @Override
        public boolean needsRelease() {
            return !show.isEmpty();
        }

        @Override
        public StepKind kind() {
            return StepKind.APPROVE;
        }
    }

    /**
     * Tells people.
     *
     * @param channel absent for the channel of the notifier's own configuration
     */
    record Notify(String text, @Nullable String channel) implements StepDefinition {
        @Override
        public StepKind kind() {
            return StepKind.NOTIFY;
        }
    }

    /** Switches the maintenance page. */
    record Maintenance(MaintenanceWork.Switch to) implements StepDefinition {
        @Override
        public StepKind kind() {
            return StepKind.MAINTENANCE;
        }
    }

    /**
     * Backs the database up.
     *
     * @param keep how many verified backups stay, absent where the environment decides
     * @param snapshot where a copy of the database is kept too, absent where none is
     * @param form of the dump, absent where the worker chooses it
     * @param copyTo the place to which it is copied, absent where it is not
     */
    record Backup(
            Set<BackupWork.Verification> verifications,
            @Nullable Integer keep,
            @Nullable Snapshot snapshot,
            @Nullable Form form,
            @Nullable String copyTo)
            implements StepDefinition {
        public Backup {
            verifications = Collections.unmodifiableSet(new TreeSet<>(verifications));
        }

        /** Whether a test restore proves it; only such a backup is gone back to. */
        public boolean provesToRestore() {
            return verifications.contains(BackupWork.Verification.RESTORE);
        }

        @Override
        public StepKind kind() {
            return StepKind.BACKUP;
        }
    }

    /**
     * Tries migrations on a copy of the database.
     *
     * @param version the release whose migrations are tried; absent where the plan's roll-outs tell
     * @param migrations of the plan's later steps, in their order; one to the latest where it has none
     * @param afterUpgrade what must hold on the copy once they are applied
     * @param downgrade whether they are taken back there, and applied again
     * @param afterDowngrade what must hold on the copy once they are taken back
     */
    record Rehearse(
            @Nullable String version,
            List<Rehearsed> migrations,
            CopyExpectations afterUpgrade,
            Downgrade downgrade,
            CopyExpectations afterDowngrade,
            Budget budget)
            implements StepDefinition {
        public Rehearse {
            migrations = List.copyOf(migrations);
        }

        @Override
        public StepKind kind() {
            return StepKind.REHEARSE;
        }

        @Override
        public boolean needsRelease() {
            return true;
        }

        /** Whether migrations are taken back on the copy. */
        public enum Downgrade {
            YES,
            NO,
            /** Where that is the way in which the plan itself takes every one of them back. */
            WHERE_PLANNED
        }

        /** Whether they are taken back on the copy, and applied again. */
        public boolean goesBack() {
            return switch (downgrade) {
                case YES -> true;
                case NO -> false;
                case WHERE_PLANNED ->
                    migrations.stream().allMatch(one -> one.migration().undo() instanceof Undo.ByKind);
            };
        }

        /** The same, of these migrations. */
        public Rehearse of(List<Rehearsed> found) {
            return new Rehearse(version, found, afterUpgrade, downgrade, afterDowngrade, budget);
        }

        /** Whether the migration tool has something to do, and not only operations of Belay's own. */
        public boolean needsTool() {
            return migrations.stream().anyMatch(one -> one.migration() instanceof Migrate)
                    || afterUpgrade.migrations() != null
                    || afterDowngrade.migrations() != null;
        }

        /** Rows that must be as they were when the database was copied. */
        public List<RowsExpectation> comparedRows() {
            return Stream.of(afterUpgrade, afterDowngrade)
                    .flatMap(expected -> expected.database().rows().stream())
                    .filter(rows -> rows.sameAs() != null)
                    .toList();
        }

        /** Queries whose time is taken before the copy is migrated. */
        public List<String> timedQueries() {
            return Stream.of(afterUpgrade, afterDowngrade)
                    .flatMap(expected -> expected.database().queries().stream())
                    .map(QueryExpectation::sql)
                    .distinct()
                    .toList();
        }

        /** Whether something is compared with how it was before. */
        public boolean compares() {
            return !comparedRows().isEmpty() || !timedQueries().isEmpty();
        }

        /** Whether the database itself is looked at, and not only the migration tool's state. */
        public boolean looks() {
            return afterUpgrade.looks() || afterDowngrade.looks();
        }
    }

    /**
     * A migration that is rehearsed.
     *
     * @param step the one that will do it on the database itself; absent where the plan has none
     * @param version the release whose files it applies
     * @param migration a {@link Migrate} or a {@link MigrateOnline}
     */
    record Rehearsed(@Nullable StepId step, @Nullable String version, StepDefinition migration) {
        Undo undo() {
            return migration instanceof MigrateOnline online ? online.undo() : ((Migrate) migration).undo();
        }
    }

    /** What must hold on a copy. */
    record CopyExpectations(
            DatabaseExpectations database, @Nullable MigrationsExpectation migrations) {
        public static final CopyExpectations NOTHING = new CopyExpectations(DatabaseExpectations.NOTHING, null);

        /** Whether the database itself is looked at. */
        public boolean looks() {
            return !database.equals(DatabaseExpectations.NOTHING);
        }
    }

    /**
     * What migrations may cost, measured on a copy.
     *
     * @param duration how long all of them together may take; absent where it does not matter
     * @param lock how long a lock may be held that makes others wait; absent where it does not matter
     */
    record Budget(@Nullable Duration duration, @Nullable Duration lock) {}

    /** Lays a release out beside the live one. */
    record Prepare(String version) implements StepDefinition {
        @Override
        public StepKind kind() {
            return StepKind.PREPARE;
        }

        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /** Puts a release live. */
    record Rollout(String version, Map<String, String> settings) implements StepDefinition {
        public Rollout {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }

        @Override
        public StepKind kind() {
            return StepKind.ROLLOUT;
        }

        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /**
     * Applies migrations.
     *
     * @param target the last version to apply, absent for all
     * @param apps versions up to which to go, by application; empty where the whole system goes to the target
     * @param lint what dangers in its SQL come to, which is judged ahead
     */
    record Migrate(@Nullable String target, Map<String, String> apps, Undo undo, Lint lint) implements StepDefinition {
        public Migrate {
            apps = Collections.unmodifiableMap(new LinkedHashMap<>(apps));
            lint = lint == null ? Lint.WARN : lint;
        }

        /** One whose dangers are only shown. */
        public Migrate(@Nullable String target, Map<String, String> apps, Undo undo) {
            this(target, apps, undo, Lint.WARN);
        }

        @Override
        public StepKind kind() {
            return StepKind.MIGRATE;
        }

        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /**
     * Changes the schema by operations that keep nobody waiting.
     *
     * @param recordAs what the migration tool's history says of them, absent where nothing
     */
    record MigrateOnline(
            List<OnlineOperation> operations, @Nullable RecordAs recordAs, Undo undo) implements StepDefinition {
        public MigrateOnline {
            operations = List.copyOf(operations);
        }

        @Override
        public StepKind kind() {
            return StepKind.MIGRATE;
        }
    }

    /** Runs a task of the environment. */
    record Run(String task, Map<String, String> arguments, boolean dryRunFirst, Undo undo) implements StepDefinition {
        public Run {
            arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }

        @Override
        public StepKind kind() {
            return StepKind.RUN;
        }

        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /**
     * Looks at the environment.
     *
     * @param after how much later it is judged, absent where at once
     */
    record Check(
            List<HttpProbe> http,
            DatabaseExpectations database,
            List<FileExpectation> files,
            List<DiskExpectation> disk,
            List<LogExpectation> logs,
            List<String> probes,
            @Nullable Duration after)
            implements StepDefinition {
        public Check {
            http = List.copyOf(http);
            files = List.copyOf(files);
            disk = List.copyOf(disk);
            logs = List.copyOf(logs);
            probes = List.copyOf(probes);
        }

        @Override
        public StepKind kind() {
            return StepKind.CHECK;
        }

        @Override
        public boolean needsRelease() {
            return files.stream().anyMatch(file -> !file.path().startsWith("/"));
        }

        public boolean looksAtNothing() {
            return http.isEmpty()
                    && database.equals(DatabaseExpectations.NOTHING)
                    && files.isEmpty()
                    && disk.isEmpty()
                    && logs.isEmpty()
                    && probes.isEmpty();
        }

        /** Rows that must be as before the first change. */
        public List<RowsExpectation> comparedRows() {
            return database.rows().stream()
                    .filter(rows -> rows.sameAs() == Reference.Origin.BEFORE)
                    .toList();
        }

        /** Queries whose time is taken before the first change. */
        public List<String> timedQueries() {
            return database.queries().stream()
                    .map(QueryExpectation::sql)
                    .distinct()
                    .toList();
        }

        /** Requests whose time is taken before the first change. */
        public List<HttpProbe> timedRequests() {
            return http.stream().filter(probe -> probe.fasterBy() != null).toList();
        }

        /** Whether it compares with what was before the first change. */
        public boolean comparesWithBefore() {
            return !logs.isEmpty()
                    || !comparedRows().isEmpty()
                    || !timedQueries().isEmpty()
                    || !timedRequests().isEmpty();
        }

        /**
         * What the worker is asked for, in the directory of the release.
         *
         * @param marks from where on logs are read
         * @param reference of which it gets what it compares with
         */
        public CheckWork work(@Nullable Release release, List<LogMark> marks, Reference reference) {
            Set<String> rows = comparedRows().stream().map(RowsExpectation::sql).collect(Collectors.toSet());
            List<String> queries = timedQueries();
            Reference own = new Reference(
                    reference.answers().stream()
                            .filter(answer -> rows.contains(answer.sql()))
                            .toList(),
                    reference.times().stream()
                            .filter(time -> queries.contains(time.sql()))
                            .toList(),
                    reference.requests().stream()
                            .filter(time -> timedRequests().stream().anyMatch(time::of))
                            .toList());
            return new CheckWork(
                    http, database, files, disk, logs, probes, release, logs.isEmpty() ? List.of() : marks, own);
        }
    }

    /**
     * Looks over time.
     *
     * @param every how often it looks
     */
    record Watch(Duration length, Duration every, WatchSeries series, List<MatrixRule> matrix)
            implements StepDefinition {
        public Watch {
            matrix = List.copyOf(matrix);
        }

        @Override
        public StepKind kind() {
            return StepKind.WATCH;
        }

        /** Whether a rule compares with what was measured before the first change. */
        public boolean comparesWithBefore() {
            return matrix.stream()
                    .map(rule -> rule.rule().bound())
                    .anyMatch(bound -> bound != null && bound.timesBefore());
        }
    }

    /**
     * Measures what later steps compare with, before the first change.
     *
     * @param watch the one that compares, absent where checks do
     * @param rows queries whose answers checks compare with
     * @param queries SQL whose times checks compare with
     * @param requests whose times checks compare with
     */
    record Baseline(
            @Nullable StepId watch,
            WatchSeries series,
            List<String> logs,
            List<RowsExpectation> rows,
            List<String> queries,
            List<HttpProbe> requests)
            implements StepDefinition {
        public Baseline {
            logs = List.copyOf(logs);
            rows = rows == null ? List.of() : List.copyOf(rows);
            queries = queries == null ? List.of() : List.copyOf(queries);
            requests = requests == null ? List.of() : List.copyOf(requests);
        }

        /** For a watch alone. */
        public Baseline(@Nullable StepId watch, WatchSeries series, List<String> logs) {
            this(watch, series, logs, List.of(), List.of(), List.of());
        }

        @Override
        public StepKind kind() {
            return StepKind.BASELINE;
        }
    }

    /** Looks at the migration tool's state; another worker's than the rest of a check. */
    record CheckMigrations(MigrationsExpectation expectation) implements StepDefinition {
        @Override
        public StepKind kind() {
            return StepKind.CHECK;
        }

        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /**
     * Judges, before the first change, whether a migration that is to follow can be applied and taken back: only the
     * prepared release can tell.
     *
     * @param target the last version to apply, absent for all
     * @param apps versions up to which to go, by application; empty where the whole system goes to the target
     * @param wayBack whether each that it would apply must have a way back
     * @param lint what dangers in its SQL come to
     */
    record CheckAhead(@Nullable String target, Map<String, String> apps, boolean wayBack, Lint lint)
            implements StepDefinition {
        public CheckAhead {
            apps = Collections.unmodifiableMap(new LinkedHashMap<>(apps));
            lint = lint == null ? Lint.WARN : lint;
        }

        @Override
        public StepKind kind() {
            return StepKind.CHECK;
        }

        @Override
        public boolean needsRelease() {
            return true;
        }
    }

    /**
     * Looks, before the first change, whether the plan's migrations were rehearsed.
     *
     * @param within how long ago at most
     */
    record RequireRehearsal(Duration within) implements StepDefinition {
        @Override
        public StepKind kind() {
            return StepKind.CHECK;
        }
    }
}
