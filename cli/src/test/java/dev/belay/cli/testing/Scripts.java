package dev.belay.cli.testing;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.watch.RuleRollUp;
import dev.belay.contracts.watch.SeriesRollUp;
import dev.belay.contracts.watch.SeriesUnit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Deployments from beginning to end. */
public final class Scripts {
    private Scripts() {}

    public static Script waiting() {
        return new Script()
                .started()
                .seconds(1)
                .done(
                        "check-1",
                        3,
                        new Evidence("GET /api/health", "200 in 12 ms"),
                        new Evidence("connections", "14% of 100; expected under 80%"),
                        new Evidence("disk for backups", "412 GB free; expected at least 2x database (3.8 GB)"))
                .change("approve-1", StepStatus.WAITING, "")
                .status(DeploymentStatus.WAITING, "An approval is needed")
                .ask("q1", "approve-1", "Release v2.0.0 of the shop?", DecisionKind.APPROVE, DecisionKind.REJECT);
    }

    /** Through, and watched for a quarter of an hour. */
    public static Script watching() {
        return beforeSmoke()
                .done("check-2", 4, new Evidence("GET /api/health", "200 in 11 ms"))
                .add(new EventBody.StepAdded(
                        "open",
                        new EventBody.StepOutline(new StepId("watch-1"), StepKind.WATCH, "Watch for 24h", null, null)))
                .status(DeploymentStatus.WATCHING, "Every other step has succeeded; the environment is free")
                .change("watch-1", StepStatus.RUNNING, "")
                .after(Duration.ofMinutes(15))
                .add(new EventBody.Watched(
                        new StepId("watch-1"),
                        Script.BEGIN.plus(Duration.ofMinutes(20)),
                        List.of(
                                new SeriesRollUp(
                                        "probe.errors",
                                        SeriesUnit.PERCENT,
                                        30,
                                        new SeriesRollUp.Values(0, 0.04, 0.035, 0.012),
                                        Duration.ZERO,
                                        ""),
                                new SeriesRollUp(
                                        "probe.p95", SeriesUnit.SECONDS, 0, null, Duration.ofMinutes(15), "refused")),
                        List.of(new RuleRollUp("probe.errors over 5%", Duration.ZERO))))
                .add(new EventBody.Noted(new StepId("watch-1"), "\"no data\": found probe.p95 missing for 10m."))
                .change("watch-1", StepStatus.RUNNING, "");
    }

    public static Script scheduled() {
        return new Script()
                .started()
                .add(new EventBody.Scheduled(Script.BEGIN.plus(Duration.ofDays(1)), "UTC"))
                .status(
                        DeploymentStatus.SCHEDULED,
                        "Begins at 2026-03-02 02:00 (UTC), and holds nothing until then; it can be cancelled");
    }

    public static Script approved() {
        return waiting()
                .seconds(44)
                .decided(DecisionKind.APPROVE, "approve-1", "looks good")
                .change("approve-1", StepStatus.SUCCEEDED, "")
                .status(DeploymentStatus.RUNNING, "");
    }

    public static Script backingUp() {
        return approved()
                .undo("maintenance-1", "maintenance off")
                .done("maintenance-1", 2, new Evidence("maintenance", "on"))
                .change("backup-1", StepStatus.RUNNING, "");
    }

    public static Script beforeSmoke() {
        return backingUp()
                .finish(
                        "backup-1",
                        StepStatus.SUCCEEDED,
                        73,
                        null,
                        new Evidence("file", "/backups/shop-production/260301-020052/dump.zst"),
                        new Evidence("size", "1.2 GB"),
                        new Evidence("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                        new Evidence("verified", "list, checksum, restore"),
                        new Evidence("rows", "1,204,311 in 12 tables, same as in the snapshot"),
                        new Evidence("restored in", "31s"),
                        new Evidence("pg_dump", "17.2"))
                .done("prepare-1", 4, new Evidence("release directory", "/srv/shop/releases/v2.0.0, laid out now"))
                .undo("rollout-1", "stop, activate and start v1.0.0")
                .done("rollout-1", 9, new Evidence("live version", "v2.0.0"))
                .undo("migrate-1", "back to 0003, by its undo files")
                .add(new EventBody.Noted(
                        new StepId("migrate-1"), "Two migrations are pending: 0004 add_stock, 0005 order_index."))
                .done("migrate-1", 21, new Evidence("applied", "0004, 0005"))
                .undo("maintenance-2", "maintenance on")
                .done("maintenance-2", 1);
    }

    public static List<DeploymentEvent> success() {
        return beforeSmoke()
                .done("check-2", 2, new Evidence("GET /api/orders", "200 in 38 ms"))
                .status(DeploymentStatus.SUCCEEDED, "")
                .events();
    }

    public static Script rollingBack() {
        String excerpt = IntStream.rangeClosed(1, 20)
                .mapToObj(line -> "\u001b[31mERROR\u001b[0m request " + line + " to /api/orders: no column \"stock\"")
                .collect(Collectors.joining("\n"));
        Failure failure = new Failure(
                FailureCode.EXPECTATION_NOT_MET,
                "GET /api/orders answered 500 three times in 30 s; expected 200 with $.count at least 1.",
                "Read the excerpt of the shop's log below. Mend the release; it is being taken back meanwhile.",
                excerpt);
        return beforeSmoke()
                .change("check-2", StepStatus.RUNNING, "")
                .finish("check-2", StepStatus.FAILED, 31, failure, new Evidence("GET /api/health", "200 in 11 ms"))
                .status(DeploymentStatus.ROLLING_BACK, "\"The shop serves its customers\" failed")
                .add(new EventBody.StepAdded(
                        "rollback",
                        Script.step("quiesce-1", StepKind.QUIESCE, "Nothing of the release is still running", null)))
                .done("quiesce-1", 1, new Evidence("processes ended", "0"))
                .undone("maintenance-2", 1)
                .change("migrate-1", StepStatus.UNDOING, "");
    }

    public static List<DeploymentEvent> rolledBack() {
        return rollingBack()
                .finish("migrate-1", StepStatus.UNDONE, 12, null, new Evidence("schema", "as before the step"))
                .undone("rollout-1", 8)
                .undone("maintenance-1", 2)
                .add(new EventBody.StepAdded(
                        "rollback",
                        Script.step("check-2-again", StepKind.CHECK, "The shop serves its customers, again", null)))
                .done("check-2-again", 2)
                .status(DeploymentStatus.ROLLED_BACK, "\"The shop serves its customers\" failed")
                .events();
    }

    public static Script undoFailed() {
        Failure failure = new Failure(
                FailureCode.MIGRATION_FAILED,
                "The undo of migration 0005 failed: index order_index is in use.",
                "End the session that uses it, then retry.",
                "ERROR: cannot drop index order_index");
        return rollingBack()
                .finish("migrate-1", StepStatus.UNDO_FAILED, 12, failure)
                .status(DeploymentStatus.WAITING, "An undo failed")
                .ask(
                        "q2",
                        "migrate-1",
                        "\"Migrate to latest\" could not be taken back. What now?",
                        DecisionKind.RETRY,
                        DecisionKind.DONE,
                        DecisionKind.CLOSE);
    }

    public static List<DeploymentEvent> rollbackFailed() {
        return undoFailed()
                .seconds(300)
                .decided(DecisionKind.CLOSE, "migrate-1", "will be restored by hand")
                .status(DeploymentStatus.ROLLBACK_FAILED, "Closed by maria")
                .events();
    }

    public static List<DeploymentEvent> cancelled() {
        return waiting()
                .seconds(60)
                .decided(DecisionKind.REJECT, "approve-1", "not tonight")
                .change("approve-1", StepStatus.CANCELLED, "")
                .status(DeploymentStatus.CANCELLED, "Rejected by maria")
                .events();
    }

    public static Script interrupted() {
        return backingUp().seconds(20);
    }
}
