package dev.belay.orchestrator.workflow;

import dev.belay.contracts.BackupId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Release;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.watch.RuleFiring;
import dev.belay.contracts.watch.RuleRollUp;
import dev.belay.contracts.watch.SeriesRollUp;
import dev.belay.contracts.watch.SeriesUnit;
import dev.belay.contracts.watch.WatchState;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BaselineWork;
import dev.belay.contracts.work.CheckWork;
import dev.belay.contracts.work.CopyWork;
import dev.belay.contracts.work.FenceWork;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.MigrateUndoForecastWork;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.OnlineStateWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.contracts.work.RestoreForecastWork;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.contracts.work.UndoForecastWork;
import dev.belay.contracts.work.WatchWork;
import dev.belay.contracts.work.Work;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.DispatchRequest;
import dev.belay.orchestrator.workflow.request.Target;
import io.temporal.activity.Activity;
import io.temporal.activity.ManualActivityCompletionClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The workers and topics around a workflow, scripted by a test: what is asked for is written down, answers follow. */
final class FakeWorld implements DeploymentActivities {
    private static final DatabaseCopy COPY = new DatabaseCopy("belay_copy_1", "/copies/1");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<DeploymentEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, List<Evidence>> told = new ConcurrentHashMap<>();
    private @Nullable List<PlannedMigration> planned = List.of(new PlannedMigration("2", "d2"));
    private final List<Cancellation> cancellations = new CopyOnWriteArrayList<>();
    private final Map<String, List<Outcome>> script = new HashMap<>();
    private final Map<String, FailureCode> codes = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, Held> owed = new HashMap<>();

    /** An answer that a test still owes. */
    private record Held(DispatchRequest request, ManualActivityCompletionClient completion) {}

    private final CountDownLatch released = new CountDownLatch(1);
    private @Nullable Predicate<EventBody> held;
    private volatile boolean holding;
    private final FakeEnvironment environment = new FakeEnvironment();
    private final Map<Integer, List<Integer>> firings = new HashMap<>();
    private final FakeFence fence = new FakeFence();
    private final List<String> turns = new CopyOnWriteArrayList<>();
    private final Map<String, Output.Rehearsed> rehearsed = new HashMap<>();
    private Set<String> features = Set.of("rollout");
    private Output.@Nullable SessionMark atBackup;
    private Output.@Nullable SessionMark atForecast;
    private List<Evidence> dropped = List.of();

    /** What a part of a rehearsal, such as {@code rehearse-1.migrate}, measures. */
    synchronized FakeWorld measures(String part, Output.Rehearsed measured) {
        rehearsed.put(part, measured);
        return this;
    }

    /** The next outcomes of executions whose name ends so, such as {@code migrate-1/do}; afterwards they succeed. */
    synchronized FakeWorld answers(String stepAndDirection, Outcome... outcomes) {
        script.put(stepAndDirection, new ArrayList<>(List.of(outcomes)));
        return this;
    }

    /** The failure code of such answers, where it matters. */
    synchronized FakeWorld because(String stepAndDirection, FailureCode code) {
        codes.put(stepAndDirection, code);
        return this;
    }

    /** Executions such as {@code rollout-1/do} that go on until they are cancelled or the test ends them. */
    synchronized FakeWorld openUntilCancelled(String stepAndDirection) {
        open.add(stepAndDirection);
        return this;
    }

    /** Ends what is open. */
    synchronized void end(String stepAndDirection, Outcome outcome) {
        open.remove(stepAndDirection);
        answers(stepAndDirection, outcome);
        Held one = owed.remove(stepAndDirection);
        if (one != null) {
            answer(one, outcome);
        }
    }

    void awaitAsked(String line) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> asked.contains(line));
    }

    /** A lease of an execution that nobody answers, such as {@code backup-1/do/1#1}. */
    synchronized FakeWorld silentOn(String executionAndLease) {
        silent.add(executionAndLease);
        return this;
    }

    /** What the database counts at the backup and before a restore; every execution opens one session. */
    /** What undos of online operations would drop. */
    synchronized FakeWorld drops(Evidence... written) {
        dropped = List.of(written);
        return this;
    }

    synchronized FakeWorld counts(Output.SessionMark backup, Output.SessionMark forecast) {
        atBackup = backup;
        atForecast = forecast;
        return this;
    }

    /** The environment has a database, which is fenced. */
    FakeWorld withDatabase() {
        features = Set.of("rollout", "database");
        return this;
    }

    FakeFence fence() {
        return fence;
    }

    /** Of every execution but those that move the fence, under which turn it was asked for. */
    List<String> turns() {
        return List.copyOf(turns);
    }

    FakeEnvironment environment() {
        return environment;
    }

    /** The rules that fire in the numbered part of a watch; in all others none does. */
    synchronized FakeWorld fires(int part, Integer... rules) {
        firings.put(part, List.of(rules));
        return this;
    }

    private synchronized Output.Watched seen(DispatchRequest request, WatchWork work) {
        List<Integer> rules = firings.getOrDefault(request.execution().ordinal(), List.of());
        return new Output.Watched(
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(new SeriesRollUp(
                        "probe.errors",
                        SeriesUnit.PERCENT,
                        60,
                        new SeriesRollUp.Values(0, 0, 0, 0),
                        Duration.ZERO,
                        "")),
                work.rules().stream()
                        .map(rule -> new RuleRollUp(rule.when(), Duration.ZERO))
                        .toList(),
                rules.stream()
                        .map(rule -> new RuleFiring(rule, Instant.EPOCH, "it"))
                        .toList(),
                new WatchState(Instant.EPOCH, List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    /** What was asked for that changes something, without reads and proofs. */
    List<String> changes() {
        return asked.stream()
                .filter(line -> !line.contains("/before/") && !line.startsWith("quiesce") && !line.startsWith("check"))
                .toList();
    }

    List<EventBody> events() {
        return events.stream().map(DeploymentEvent::body).toList();
    }

    List<DeploymentEvent> numberedEvents() {
        return List.copyOf(events);
    }

    List<Cancellation> cancellations() {
        return List.copyOf(cancellations);
    }

    @Override
    public Result dispatch(DispatchRequest request) {
        String execution = request.execution().step() + "/"
                + request.execution().direction().name().toLowerCase(java.util.Locale.ROOT) + "/"
                + request.execution().ordinal();
        String withLease = execution + "#" + request.lease();
        if (!(request.work() instanceof FenceWork) && !(request.work() instanceof QuiesceWork)) {
            FenceToken turn = request.fence();
            turns.add(execution + (turn == null ? " without" : " turn " + turn.turn()));
        }
        asked.add(execution + (request.lease() > 1 ? "#" + request.lease() : "") + " " + describe(request.work())
                + (request.copy() == null ? "" : " on the copy"));
        if (request.work() instanceof WatchWork watch) {
            return succeeded(request, seen(request, watch));
        }
        synchronized (this) {
            if (silent.contains(withLease)) {
                Activity.getExecutionContext().doNotCompleteOnReturn();
                return succeeded(request, null);
            }
        }
        String key = execution.substring(0, execution.lastIndexOf('/'));
        synchronized (this) {
            if (cancelled(request.execution())) {
                return failed(request, Outcome.CANCELLED, FailureCode.PROCESS_FAILED);
            }
            if (open.contains(key)) {
                owed.put(key, new Held(request, Activity.getExecutionContext().useLocalManualCompletion()));
                return succeeded(request, null);
            }
        }
        Outcome outcome;
        synchronized (this) {
            List<Outcome> planned = script.getOrDefault(key, new ArrayList<>());
            outcome = planned.isEmpty() ? Outcome.SUCCEEDED : planned.remove(0);
        }
        return outcome == Outcome.SUCCEEDED
                ? succeeded(request, output(request))
                : failed(request, outcome, codes.getOrDefault(key, FailureCode.PROCESS_FAILED));
    }

    /** The first batch with such an event stays unpublished until {@link #publishes()}. */
    synchronized FakeWorld publishesNot(Predicate<EventBody> event) {
        held = event;
        return this;
    }

    void awaitHeld() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> holding);
    }

    void publishes() {
        released.countDown();
    }

    @Override
    public void publish(List<DeploymentEvent> batch) {
        Predicate<EventBody> waitedFor = heldEvent();
        if (waitedFor != null && batch.stream().map(DeploymentEvent::body).anyMatch(waitedFor)) {
            holding = true;
            try {
                if (!released.await(25, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody lets the events be published");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
        batch.stream()
                .filter(event -> events.stream().noneMatch(known -> known.seq() == event.seq()))
                .forEach(events::add);
    }

    private synchronized @Nullable Predicate<EventBody> heldEvent() {
        return held;
    }

    @Override
    public synchronized void cancel(String pool, Cancellation cancellation) {
        cancellations.add(cancellation);
        owed.values().stream()
                .filter(one -> one.request().execution().equals(cancellation.execution()))
                .forEach(one -> answer(one, Outcome.CANCELLED));
    }

    private boolean cancelled(ExecutionId execution) {
        return cancellations.stream()
                .anyMatch(cancellation -> cancellation.execution().equals(execution));
    }

    private void answer(Held owed, Outcome outcome) {
        owed.completion()
                .complete(
                        outcome == Outcome.SUCCEEDED
                                ? succeeded(owed.request(), output(owed.request()))
                                : failed(owed.request(), outcome, FailureCode.PROCESS_FAILED));
    }

    /** What the step's worker finds. */
    synchronized void tells(String step, List<Evidence> evidence) {
        told.put(step, evidence);
    }

    /** From now on these are the migrations that would be applied; absent where nobody can tell. */
    synchronized FakeWorld plans(@Nullable List<PlannedMigration> migrations) {
        planned = migrations;
        return this;
    }

    private synchronized @Nullable Output output(DispatchRequest request) {
        Work work = request.work();
        if (work instanceof BackupWork) {
            return new Output.BackupTaken(
                    new BackupId(request.execution().step().text().replace("backup-", "b")),
                    "/backups/b1",
                    "ab",
                    1,
                    Instant.EPOCH,
                    List.of(BackupWork.Verification.RESTORE),
                    atBackup);
        }
        if (work instanceof CopyWork) {
            return new Output.CopyMade(COPY, Output.CopyMade.Way.FILES, 1);
        }
        if (request.copy() != null
                && (work instanceof MigrateWork
                        || work instanceof MigrateUndoWork
                        || work instanceof OnlineMigrateWork
                        || work instanceof OnlineUndoWork)) {
            return rehearsed.getOrDefault(
                    request.execution().step().text(), new Output.Rehearsed(Duration.ofSeconds(4), null, "f2"));
        }
        if (work instanceof RolloutWork rollout && rollout.operation() == RolloutWork.Operation.CURRENT) {
            return new Output.CurrentRelease(new Release("v1.0.0", "/releases/v1.0.0"));
        }
        if (work instanceof MigrationStateWork) {
            return new Output.MigrationState(List.of("1"), List.of("2"), "f1", planned);
        }
        if (work instanceof OnlineStateWork) {
            return new Output.OnlineState(List.of(), "f1");
        }
        if (work instanceof UndoForecastWork || work instanceof MigrateUndoForecastWork) {
            return new Output.UndoForecast(dropped);
        }
        if (work instanceof RestoreForecastWork) {
            return new Output.RestoreForecast(atForecast, List.of());
        }
        if (work instanceof BaselineWork baseline) {
            return new Output.Baseline(
                    List.of(),
                    baseline.logs().stream()
                            .map(log -> new LogMark(log, "file", 42, ""))
                            .toList(),
                    new Reference(
                            baseline.rows().stream()
                                    .map(rows -> new Reference.Answer(rows.sql(), Reference.Origin.BEFORE, "7", ""))
                                    .toList(),
                            baseline.queries().stream().map(FakeWorld::time).toList(),
                            baseline.requests().stream().map(FakeWorld::time).toList()));
        }
        if (work instanceof FenceWork fencing) {
            return fence.answer(fencing);
        }
        return work instanceof QuiesceWork quiesce ? new Output.Quiesced(0, 0, 0, fence.answer(quiesce)) : null;
    }

    private static Reference.RequestTime time(HttpProbe probe) {
        return probe.path().contains("missing")
                ? new Reference.RequestTime(probe.method(), probe.via(), probe.path(), null, "found status 404")
                : new Reference.RequestTime(probe.method(), probe.via(), probe.path(), Duration.ofMillis(90), "");
    }

    private static Reference.QueryTime time(String sql) {
        return sql.contains("missing")
                ? new Reference.QueryTime(sql, null, List.of(), "", "no such table")
                : new Reference.QueryTime(sql, Duration.ofMillis(40), List.of(), "", "");
    }

    private static String describe(Work work) {
        if (work instanceof MaintenanceWork maintenance) {
            return "maintenance " + maintenance.to();
        }
        if (work instanceof RolloutWork rollout) {
            return rollout.operation()
                    + (rollout.release() == null ? "" : " " + rollout.release().version());
        }
        if (work instanceof RestoreWork restore && restore.onlyAfterOwnSessions() != null) {
            return "RestoreWork if proven after " + restore.onlyAfterOwnSessions();
        }
        if (work instanceof BackupWork backup && backup.wayBack() != null) {
            return "BackupWork for " + backup.wayBack();
        }
        if (work instanceof CheckWork check && !check.marks().isEmpty()) {
            return "CheckWork from " + check.marks().get(0).source() + " "
                    + check.marks().get(0).offset();
        }
        if (work instanceof CheckWork check && !check.reference().equals(Reference.NOTHING)) {
            String requests = check.reference().requests().isEmpty()
                    ? ""
                    : check.reference().requests().stream()
                            .map(time -> time.path() + " " + time.took())
                            .toList()
                            .toString();
            if (check.reference().times().isEmpty()
                    && check.reference().answers().isEmpty()) {
                return "CheckWork compares " + requests;
            }
            return "CheckWork compares " + requests
                    + check.reference().times().stream()
                            .map(time -> time.sql() + " " + time.took())
                            .toList()
                    + check.reference().answers().stream()
                            .map(answer -> answer.sql() + " " + answer.value())
                            .toList();
        }
        if (work instanceof FenceWork fencing) {
            return fencing.operation() + " turn " + fencing.claim().token().turn();
        }
        return work.getClass().getSimpleName();
    }

    private Result succeeded(DispatchRequest request, @Nullable Output output) {
        List<Evidence> evidence = told.getOrDefault(request.execution().step().text(), List.of());
        Account account = new Account("fake", Instant.EPOCH, Instant.EPOCH, evidence, 1);
        return new Result(request.execution(), request.lease(), "", Outcome.SUCCEEDED, account, output, null);
    }

    private static Result failed(DispatchRequest request, Outcome outcome, FailureCode code) {
        Failure failure = new Failure(code, "it did not work", "mend it");
        return new Result(request.execution(), request.lease(), "", outcome, account(), null, failure);
    }

    private static Account account() {
        return new Account("fake", Instant.EPOCH, Instant.EPOCH, List.of(), 1);
    }

    Target target() {
        return new Target(
                "shop-production",
                "default",
                List.of(
                        new Manifest.Task("flush", Manifest.Changes.DATA, true, null),
                        new Manifest.Task("colours", Manifest.Changes.DATA, false, "remove-colours")),
                features);
    }
}
