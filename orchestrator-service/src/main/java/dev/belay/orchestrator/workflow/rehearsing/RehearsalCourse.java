package dev.belay.orchestrator.workflow.rehearsing;

import dev.belay.contracts.Release;
import dev.belay.contracts.StepId;
import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.BaselineWork;
import dev.belay.contracts.work.CheckWork;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.MigrationStateWork.Ahead;
import dev.belay.contracts.work.MigrationStateWork.Lint;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.OnlineStateWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.Output.HeldLock;
import dev.belay.contracts.work.Work;
import dev.belay.documents.Durations;
import dev.belay.orchestrator.plan.RehearsalPart.Kind;
import dev.belay.orchestrator.plan.step.CopyExpectations;
import dev.belay.orchestrator.plan.step.MigrateStep;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.Rehearsed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done on a copy that is there, up to the first part that does not succeed. */
final class RehearsalCourse {
    private final RehearseStep rehearse;
    private final RehearsalParts parts;
    private final DatabaseCopy copy;
    private final RehearsalResult results;
    private final List<Output> before = new ArrayList<>();
    private final List<Output.Rehearsed> upgrades = new ArrayList<>();
    private final List<Evidence> shown = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Planned planned = new Planned();
    private Optional<Result> last = Optional.empty();
    private Reference reference = Reference.NOTHING;

    RehearsalCourse(RehearseStep rehearse, RehearsalParts parts, DatabaseCopy copy, RehearsalResult results) {
        this.rehearse = rehearse;
        this.parts = parts;
        this.copy = copy;
        this.results = results;
    }

    /** The result of the part that did not succeed, or of the last one. */
    Result run() {
        boolean whole =
                measure() && upgrade() && look(rehearse.afterUpgrade(), Kind.CHECK, Kind.CHECK_TOOL) && affordable();
        if (whole && rehearse.goesBack() && downgrade()) {
            whole = look(rehearse.afterDowngrade(), Kind.BACK_CHECK, Kind.BACK_TOOL) && again();
        }
        return last.orElseThrow();
    }

    /** What was measured, for people. */
    List<Evidence> shown() {
        return shown;
    }

    /** How long the migration of each later step took. */
    Map<StepId, Duration> measured() {
        Map<StepId, Duration> measured = new LinkedHashMap<>();
        for (int index = 0; index < upgrades.size(); index++) {
            StepId step = rehearse.migrations().get(index).step();
            if (step != null) {
                measured.put(step, upgrades.get(index).took());
            }
        }
        return measured;
    }

    /** The copy as it is made has what the database had then, so it is the source with which rows are compared. */
    private boolean measure() {
        if (!rehearse.compares()) {
            return true;
        }
        WatchSeries none = new WatchSeries(List.of(), List.of(), List.of(), List.of());
        BaselineWork work = new BaselineWork(none, List.of(), rehearse.comparedRows(), rehearse.timedQueries());
        if (!succeeds(parts.perform(Kind.MEASURE, 0, work, copy))) {
            return false;
        }
        Reference measured = ((Output.Baseline) output(0)).reference();
        reference = new Reference(
                measured.answers().stream()
                        .flatMap(answer -> Stream.of(Reference.Origin.values())
                                .map(origin ->
                                        new Reference.Answer(answer.sql(), origin, answer.value(), answer.trouble())))
                        .toList(),
                measured.times());
        return true;
    }

    private boolean upgrade() {
        for (int index = 0; index < rehearse.migrations().size(); index++) {
            Rehearsed one = rehearse.migrations().get(index);
            if (!succeeds(parts.read(Kind.MIGRATE, index, state(one), copy))
                    || !succeeds(parts.perform(Kind.MIGRATE, index, forward(one), copy))) {
                return false;
            }
            before.add(output(1));
            note(one, output(1));
            upgrades.add((Output.Rehearsed) output(0));
        }
        shown.add(new Evidence("migrated", measured(upgrades)));
        return true;
    }

    private void note(Rehearsed one, Output state) {
        if (one.migration() instanceof OnlineMigrateStep online) {
            planned.add(online);
        } else {
            planned.add((Output.MigrationState) state);
        }
    }

    /** What was migrated. */
    Planned planned() {
        return planned;
    }

    private boolean downgrade() {
        List<Output.Rehearsed> ways = new ArrayList<>();
        for (int index = rehearse.migrations().size() - 1; index >= 0; index--) {
            Work back = back(rehearse.migrations().get(index), before.get(index));
            if (!succeeds(parts.perform(Kind.BACK, index, back, copy))) {
                return false;
            }
            ways.add((Output.Rehearsed) output(0));
        }
        shown.add(new Evidence("taken back", measured(ways) + "; the structure is as before"));
        return true;
    }

    /** What has been taken back can be applied again, and comes to the same. */
    private boolean again() {
        List<Output.Rehearsed> ways = new ArrayList<>();
        for (int index = 0; index < rehearse.migrations().size(); index++) {
            if (!succeeds(parts.perform(
                    Kind.REDO, index, forward(rehearse.migrations().get(index)), copy))) {
                return false;
            }
            Output.Rehearsed again = (Output.Rehearsed) output(0);
            ways.add(again);
            if (!again.fingerprint().equals(upgrades.get(index).fingerprint())) {
                last = Optional.of(results.failed(
                        FailureCode.SCHEMA_DIFFERS,
                        "Migrating again led to another structure than the first time: found fingerprint "
                                + again.fingerprint() + ", expected "
                                + upgrades.get(index).fingerprint() + ".",
                        "Compare the schema changes of both parts, and mend the way back."));
                return false;
            }
        }
        shown.add(new Evidence("migrated again", measured(ways) + "; the structure is that of the first time"));
        return true;
    }

    private boolean look(CopyExpectations expected, Kind database, Kind tool) {
        if (expected.looks() && !succeeds(parts.perform(database, 0, check(expected.database()), copy))) {
            return false;
        }
        MigrationsExpectation migrations = expected.migrations();
        Release release = release(rehearse.migrations().get(0));
        return migrations == null
                || succeeds(parts.perform(tool, 0, new MigrationStateWork(release, migrations), copy));
    }

    private boolean affordable() {
        Duration all = total(upgrades);
        Duration longest = rehearse.budget().duration();
        if (longest != null && all.compareTo(longest) > 0) {
            return over("The migrations took " + shown(all) + " on the copy; the plan allows "
                    + Durations.format(longest) + ".");
        }
        Duration mostWait = rehearse.budget().lock();
        Optional<HeldLock> lock = longestLock(upgrades);
        if (mostWait != null && lock.isPresent() && lock.get().held().compareTo(mostWait) > 0) {
            return over("The migrations held a lock of " + describe(lock.get()) + " on the copy; the plan allows "
                    + Durations.format(mostWait) + ".");
        }
        return true;
    }

    private boolean over(String what) {
        last = Optional.of(results.failed(
                FailureCode.BUDGET_EXCEEDED,
                what,
                "Split the migration, or change the schema with online operations; or raise \"budget\" in the plan."));
        return false;
    }

    /** The output of the newest part, or of the one so many before it. */
    private Output output(int earlier) {
        return outputs.get(outputs.size() - 1 - earlier);
    }

    private boolean succeeds(Result result) {
        last = Optional.of(result);
        Output output = result.output();
        if (output != null) {
            outputs.add(output);
        }
        if (result.outcome() == Outcome.SUCCEEDED && parts.stopRequested()) {
            last = Optional.of(results.stopped(result));
        }
        return result.outcome() == Outcome.SUCCEEDED && !parts.stopRequested();
    }

    private Work state(Rehearsed one) {
        if (one.migration() instanceof OnlineMigrateStep online) {
            return new OnlineStateWork(online.operations(), online.recordAs());
        }
        MigrateStep migrate = (MigrateStep) one.migration();
        return new MigrationStateWork(release(one), null, new Ahead(migrate.target(), migrate.apps(), false, Lint.OFF));
    }

    private Work forward(Rehearsed one) {
        if (one.migration() instanceof OnlineMigrateStep online) {
            return new OnlineMigrateWork(online.operations(), online.recordAs());
        }
        MigrateStep migrate = (MigrateStep) one.migration();
        return new MigrateWork(release(one), migrate.target(), migrate.apps());
    }

    private static Work back(Rehearsed one, Output before) {
        return one.migration() instanceof OnlineMigrateStep online
                ? new OnlineUndoWork(online.operations(), online.recordAs(), (Output.OnlineState) before)
                : new MigrateUndoWork(release(one), state((Output.MigrationState) before));
    }

    /** The state alone, without what would be applied. */
    private static Output.MigrationState state(Output.MigrationState before) {
        return new Output.MigrationState(before.applied(), before.pending(), before.fingerprint());
    }

    private CheckWork check(DatabaseExpectations expected) {
        return new CheckWork(
                List.of(), expected, List.of(), List.of(), List.of(), List.of(), null, List.of(), reference);
    }

    private static @Nullable Release release(Rehearsed one) {
        String version = one.version();
        return version == null ? null : new Release(version, null);
    }

    private static String measured(List<Output.Rehearsed> ways) {
        return shown(total(ways)) + ", "
                + longestLock(ways)
                        .map(lock -> "longest lock " + describe(lock))
                        .orElse("no lock seen that makes others wait");
    }

    private static String describe(HeldLock lock) {
        return lock.held().toMillis() + " ms on " + lock.table() + " (" + lock.mode() + ")";
    }

    private static String shown(Duration took) {
        return took.compareTo(Duration.ofSeconds(10)) < 0 ? took.toMillis() + " ms" : Durations.format(took);
    }

    private static Duration total(List<Output.Rehearsed> ways) {
        return ways.stream().map(Output.Rehearsed::took).reduce(Duration.ZERO, Duration::plus);
    }

    private static Optional<HeldLock> longestLock(List<Output.Rehearsed> ways) {
        return ways.stream()
                .flatMap(way -> Optional.ofNullable(way.lock()).stream())
                .max(Comparator.comparing(HeldLock::held));
    }
}
