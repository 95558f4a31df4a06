package dev.belay.messaging;

import dev.belay.contracts.BackupId;
import dev.belay.contracts.StepId;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.watch.RuleFiring;
import dev.belay.contracts.watch.RuleRollUp;
import dev.belay.contracts.watch.SeriesRollUp;
import dev.belay.contracts.watch.SeriesUnit;
import dev.belay.contracts.watch.WatchState;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.Output;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One output of every kind, with all that it can carry. */
final class SampleOutput {
    private static final Output.SessionMark SESSIONS = new Output.SessionMark(12, "2026", 1);

    private SampleOutput() {}

    static Map<String, Output> all() {
        Map<String, Output> all = new LinkedHashMap<>();
        all.put("current-release", new Output.CurrentRelease(SampleWork.RELEASE));
        all.put("backup-taken", backup());
        all.put(
                "restore-forecast",
                new Output.RestoreForecast(SESSIONS, List.of(new Evidence("orders", "12 rows more"))));
        all.put(
                "undo-forecast",
                new Output.UndoForecast(
                        List.of(new Evidence("orders.channel", "12 values were written into it since"))));
        all.put("database-restored", new Output.DatabaseRestored("shop_replaced_20260301_120000"));
        all.put("migration-state", plannedState());
        all.put("online-state", onlineState());
        all.put(
                "baseline",
                new Output.Baseline(List.of(new Output.Measured("errors", 0.01)), List.of(mark()), reference()));
        all.put("watched", watched());
        all.put(
                "copy-made",
                new Output.CopyMade(
                        new DatabaseCopy("belay_copy_4f2a", "/tmp/belay-copy-4f2a"),
                        Output.CopyMade.Way.FILES,
                        1_300_000_000));
        all.put(
                "rehearsed",
                new Output.Rehearsed(
                        Duration.ofMillis(4200),
                        new Output.HeldLock("orders", "AccessExclusiveLock", Duration.ofMillis(800)),
                        "cd"));
        all.put("quiesced", new Output.Quiesced(2, 1, 3, fenced()));
        all.put("fenced", fenced());
        return all;
    }

    private static Output.Fenced fenced() {
        return new Output.Fenced(Output.Fenced.Standing.HELD_BY_OTHER, "shop", "other-1/2");
    }

    static Output.BackupTaken backup() {
        return new Output.BackupTaken(
                new BackupId("20260301-120000"),
                "/backups/20260301-120000/dump",
                "ab",
                1024,
                Samples.NOON,
                List.of(BackupWork.Verification.RESTORE),
                SESSIONS);
    }

    static Output.MigrationState migrationState() {
        return new Output.MigrationState(List.of("1", "2"), List.of("3"), "cd");
    }

    private static Output.MigrationState plannedState() {
        return new Output.MigrationState(
                List.of("1", "2"), List.of("3"), "cd", List.of(new PlannedMigration("3", "ab")));
    }

    static Output.OnlineState onlineState() {
        return new Output.OnlineState(
                List.of(
                        new Output.OnlineFound(Output.OnlineFound.Presence.ABSENT, List.of()),
                        new Output.OnlineFound(
                                Output.OnlineFound.Presence.PRESENT,
                                List.of("create index concurrently orders_open on orders (customer)"))),
                "cd");
    }

    static Reference reference() {
        return new Reference(
                List.of(new Reference.Answer("the rows of orders", Reference.Origin.BEFORE, "120", "")),
                List.of(new Reference.QueryTime(
                        "select 1", Duration.ofNanos(1_250_000), List.of("orders_pkey"), "Result", "")),
                List.of(new Reference.RequestTime(
                        HttpProbe.Method.GET, "public", "/orders", Duration.ofMillis(40), "")));
    }

    static LogMark mark() {
        return new LogMark("api", "(dev=fe00,ino=42)", 4096, "ab");
    }

    static WatchState watchState() {
        return new WatchState(
                Samples.NOON,
                List.of(new WatchState.SeriesState("errors", Duration.ofSeconds(15))),
                List.of(
                        new WatchState.RuleState(Duration.ofSeconds(30), null, true),
                        new WatchState.RuleState(null, Duration.ofSeconds(45), false)),
                List.of(mark()),
                List.of(new WatchState.Lines("complaints", Samples.NOON, 3)),
                List.of(120L, -1L));
    }

    static EventBody.Watched watchedEvent() {
        Output.Watched seen = watched();
        return new EventBody.Watched(new StepId("watch-1"), seen.until(), seen.series(), seen.rules());
    }

    private static Output.Watched watched() {
        return new Output.Watched(
                Samples.NOON,
                Samples.NOON.plusSeconds(900),
                List.of(new SeriesRollUp(
                        "errors",
                        SeriesUnit.PERCENT,
                        59,
                        new SeriesRollUp.Values(0.0, 0.07, 0.06, 0.07),
                        Duration.ofSeconds(15),
                        "the query finds nothing")),
                List.of(new RuleRollUp("errors over 5%", Duration.ofMinutes(1))),
                List.of(new RuleFiring(0, Samples.NOON, "errors 7%, over 5% for 1m")),
                watchState());
    }
}
