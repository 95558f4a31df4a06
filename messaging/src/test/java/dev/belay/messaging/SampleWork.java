package dev.belay.messaging;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.Release;
import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.DatabaseExpectations.ColumnExpectation;
import dev.belay.contracts.check.DatabaseExpectations.ForeignKeyExpectation;
import dev.belay.contracts.check.DatabaseExpectations.IndexExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Measure;
import dev.belay.contracts.check.DatabaseExpectations.Presence;
import dev.belay.contracts.check.DatabaseExpectations.QueryExpectation;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Sample;
import dev.belay.contracts.check.DatabaseExpectations.TableExpectation;
import dev.belay.contracts.check.DiskExpectation;
import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Expectation.Comparison;
import dev.belay.contracts.check.FileExpectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.JsonExpectation;
import dev.belay.contracts.check.LogExpectation;
import dev.belay.contracts.check.LogSeries;
import dev.belay.contracts.check.NamedQuery;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.fence.FenceClaim;
import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.RecordAs;
import dev.belay.contracts.watch.SeriesUnit;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BaselineWork;
import dev.belay.contracts.work.CheckWork;
import dev.belay.contracts.work.CopyDropWork;
import dev.belay.contracts.work.CopyWork;
import dev.belay.contracts.work.DropSnapshotsWork;
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
import dev.belay.contracts.work.RunWork;
import dev.belay.contracts.work.UndoForecastWork;
import dev.belay.contracts.work.WatchWork;
import dev.belay.contracts.work.Work;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One work of every kind, with all that it can carry. */
final class SampleWork {
    static final Release RELEASE = new Release("v2.0.0", "/srv/shop/releases/v2.0.0");

    private static final RecordAs RECORD_AS = new RecordAs("shop", "0007_priority");

    private SampleWork() {}

    static Map<String, Work> all() {
        Map<String, Work> all = new LinkedHashMap<>();
        all.put("maintenance", new MaintenanceWork(MaintenanceWork.Switch.ON));
        all.put("rollout", new RolloutWork(RolloutWork.Operation.ROLL_OUT, RELEASE, Map.of("MODE", "fast")));
        all.put("rollout-current", new RolloutWork(RolloutWork.Operation.CURRENT, null, Map.of()));
        all.put("run", new RunWork("recount", Map.of("warehouse", "north"), RunWork.Mode.DRY_RUN, RELEASE));
        all.put("backup", backup());
        all.put("drop-snapshots", new DropSnapshotsWork());
        all.put("restore-forecast", new RestoreForecastWork(SampleOutput.backup()));
        all.put("restore", new RestoreWork(SampleOutput.backup(), 7));
        all.put(
                "migration-state",
                new MigrationStateWork(
                        RELEASE,
                        new MigrationsExpectation(
                                "3",
                                MigrationsExpectation.Pending.EXACTLY,
                                List.of("4"),
                                MigrationsExpectation.Pending.NONE,
                                Map.of(
                                        "shop",
                                        new MigrationsExpectation.OfApp(
                                                "0006", MigrationsExpectation.Pending.EXACTLY, List.of("0007")))),
                        new MigrationStateWork.Ahead(
                                "4", Map.of("shop", "0007"), true, MigrationStateWork.Lint.ERROR)));
        all.put("migrate", new MigrateWork(RELEASE, "4", Map.of("shop", "0007")));
        all.put("copy", new CopyWork(Duration.ofHours(6)));
        all.put("copy-drop", new CopyDropWork());
        MigrateUndoWork back = new MigrateUndoWork(RELEASE, SampleOutput.migrationState());
        all.put("migrate-undo", back);
        all.put("migrate-undo-forecast", new MigrateUndoForecastWork(back));
        all.put("online-state", new OnlineStateWork(operations(), RECORD_AS));
        all.put("online-migrate", new OnlineMigrateWork(operations(), RECORD_AS));
        OnlineUndoWork undo = new OnlineUndoWork(operations(), RECORD_AS, SampleOutput.onlineState());
        all.put("online-undo", undo);
        all.put("undo-forecast", new UndoForecastWork(undo));
        all.put("check", check());
        all.put(
                "baseline",
                new BaselineWork(series(), List.of("api"), List.of(rows()), List.of("select 1"), check().http()));
        all.put("watch", watch());
        all.put("quiesce", new QuiesceWork(List.of(Samples.EXECUTION), new FenceClaim(Samples.FENCE.next(), null)));
        all.put("fence", new FenceWork(FenceWork.Operation.CLAIM, new FenceClaim(Samples.FENCE, "other-1/2")));
        return all;
    }

    static BackupWork backup() {
        return new BackupWork(
                Set.of(BackupWork.Verification.RESTORE),
                3,
                BackupWork.WayBack.RESTORE,
                BackupWork.Snapshot.BESIDE,
                new BackupWork.Form(BackupWork.Format.DIRECTORY, 4),
                "elsewhere",
                List.of(new DeploymentId("watched-1")));
    }

    private static List<OnlineOperation> operations() {
        return List.of(
                new OnlineOperation.AddColumn(
                        "orders",
                        "priority",
                        "integer",
                        "0",
                        "case when total > 100 then 1 else 0 end",
                        OnlineOperation.Nulls.REFUSED,
                        OnlineOperation.Triggers.FIRE),
                new OnlineOperation.CreateIndex(
                        "orders_open",
                        "orders",
                        List.of("customer", "created_at desc"),
                        OnlineOperation.Uniqueness.UNIQUE,
                        "btree",
                        List.of("total"),
                        "status = 'open'"),
                new OnlineOperation.DropIndex("orders_old"),
                new OnlineOperation.Reindex("orders_open"),
                new OnlineOperation.Analyze("orders", List.of("total")),
                new OnlineOperation.AddForeignKey(
                        "orders_customer", "orders", List.of("customer"), "customers", List.of("id"), "cascade"),
                new OnlineOperation.AddCheck("orders_total", "orders", "total >= 0"),
                new OnlineOperation.DropColumn("orders", "legacy", OnlineOperation.Keep.VALUES),
                new OnlineOperation.Sql("create sequence numbers", "drop sequence numbers"));
    }

    private static CheckWork check() {
        Expectation atLeastOne = new Expectation(Comparison.AT_LEAST, "1");
        return new CheckWork(
                List.of(new HttpProbe(
                        HttpProbe.Method.GET,
                        "public",
                        "/orders?status=${status}",
                        Map.of("status", "select status from orders limit 1"),
                        List.of(200, 204),
                        List.of(new JsonExpectation("$.orders", JsonExpectation.Subject.LENGTH, atLeastOne)),
                        Duration.ofMillis(800),
                        30)),
                new DatabaseExpectations(
                        List.of(new RowsExpectation("select count(*) from orders", atLeastOne), rows()),
                        List.of(new ColumnExpectation("orders", "note", Presence.PRESENT, "varchar(200)", "yes", "''")),
                        List.of(new TableExpectation("orders", Presence.PRESENT, 2, 1)),
                        List.of(new IndexExpectation(
                                "orders",
                                "orders_customer",
                                Presence.ABSENT,
                                List.of("customer"),
                                "yes",
                                new Expectation(Comparison.AT_LEAST, "1"))),
                        new Expectation(Comparison.UNDER, "80%"),
                        new Expectation(Comparison.NONE, "1m"),
                        List.of(new ForeignKeyExpectation(
                                "orders",
                                "orders_customer_fkey",
                                Presence.PRESENT,
                                List.of("customer"),
                                "customers",
                                "cascade")),
                        List.of(new QueryExpectation(
                                "select * from orders where customer = 7",
                                "orders_customer",
                                30,
                                Duration.ofMillis(500),
                                1000L)),
                        List.of(new Measure(
                                Measure.Subject.TABLE_SIZE, "orders", new Expectation(Comparison.UNDER, "10GB"))),
                        List.of(new Sample("select * from orders", 5, List.of("note")))),
                List.of(new FileExpectation("${release.dir}/*.jar", new Expectation(Comparison.EXACTLY, "5"))),
                List.of(new DiskExpectation("backups", new Expectation(Comparison.AT_LEAST, "2 x database"))),
                List.of(new LogExpectation("api", "(?i)error", new Expectation(Comparison.NONE, ""))),
                List.of("import-source"),
                RELEASE,
                List.of(SampleOutput.mark()),
                SampleOutput.reference());
    }

    private static RowsExpectation rows() {
        return new RowsExpectation("the rows of orders", "orders", null, Reference.Origin.BEFORE);
    }

    private static WatchSeries series() {
        return new WatchSeries(
                List.of(new HttpProbe(
                        HttpProbe.Method.HEAD, "public", "/", Map.of(), List.of(), List.of(), Duration.ofSeconds(1))),
                List.of(new NamedQuery("errors", "sum(rate(http_5xx[5m])) / sum(rate(http_all[5m]))")),
                List.of(new NamedQuery("open", "select count(*) from orders where open")),
                List.of(new LogSeries("complaints", "api", "(?i)error")));
    }

    private static WatchWork watch() {
        return new WatchWork(
                series(),
                List.of(
                        new WatchRule(
                                "errors over 5%",
                                WatchRule.Sort.OVER,
                                "errors",
                                new WatchRule.Bound(0.05, SeriesUnit.PERCENT, false),
                                Duration.ofMinutes(1),
                                50L),
                        new WatchRule("no data", WatchRule.Sort.NO_DATA, null, null, Duration.ofMinutes(10), null)),
                List.of(new Output.Measured("errors", 0.01)),
                Duration.ofSeconds(15),
                Duration.ofMinutes(15),
                SampleOutput.watchState());
    }
}
