package dev.belay.messaging;

import dev.belay.contracts.Account;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.BackupWork;
import dev.belay.contracts.Beat;
import dev.belay.contracts.Cancellation;
import dev.belay.contracts.Command;
import dev.belay.contracts.Deadline;
import dev.belay.contracts.DeploymentEvent;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.EventBody;
import dev.belay.contracts.Evidence;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Manifest;
import dev.belay.contracts.Outcome;
import dev.belay.contracts.Output;
import dev.belay.contracts.Progress;
import dev.belay.contracts.Result;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.WorkerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One message of every type. */
final class Samples {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ExecutionId EXECUTION = ExecutionId.parse("d1/backup-1/do/1");

    private Samples() {}

    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("command", command());
        all.put("cancellation", new Cancellation(EXECUTION, "cancelled by anna", NOON));
        all.put("result", result());
        all.put(
                "beat",
                new Beat(
                        EXECUTION,
                        2,
                        "dG9rZW4=",
                        "backup@host",
                        Beat.State.RUNNING,
                        NOON,
                        new Progress(7, 10L, "bytes", "dumping")));
        all.put("manifest", manifest());
        all.put("deployment-event", event());
        return all;
    }

    static Command command() {
        return new Command(
                EXECUTION,
                2,
                "dG9rZW4=",
                "shop-production",
                new Deadline(NOON, Duration.ofMinutes(10)),
                new BackupWork(Set.of(BackupWork.Verification.RESTORE), 3),
                "");
    }

    static Result result() {
        return resultWithEvidence(List.of(new Evidence("sha256", "ab")));
    }

    static Result resultWithEvidence(List<Evidence> evidence) {
        return new Result(
                EXECUTION,
                2,
                "dG9rZW4=",
                Outcome.SUCCEEDED,
                new Account("backup@host", NOON, NOON.plusSeconds(5), evidence, 3),
                new Output.BackupTaken(
                        new BackupId("20260301-120000"),
                        "/backups/20260301-120000/dump",
                        "ab",
                        1024,
                        NOON,
                        List.of(BackupWork.Verification.RESTORE),
                        new Output.SessionMark(12, "2026", 0)),
                null);
    }

    private static Manifest manifest() {
        return new Manifest(
                "shop-production",
                "default",
                WorkerKind.ROLLOUT,
                "cd",
                NOON,
                new Manifest.Abilities(
                        List.of(new Manifest.Task("recount", Manifest.Changes.NOTHING, true, null)),
                        Set.of("rollout"),
                        Set.of("public"),
                        "flyway"),
                null);
    }

    private static DeploymentEvent event() {
        return new DeploymentEvent(
                new DeploymentId("d1"),
                1,
                NOON,
                new EventBody.DeploymentStarted(
                        new EventBody.PlanOutline(
                                "shop-release",
                                "Shop",
                                List.of(new EventBody.PhaseOutline(
                                        "protect",
                                        List.of(new EventBody.StepOutline(
                                                new StepId("backup-1"),
                                                StepKind.BACKUP,
                                                "Backup of the database",
                                                "devops",
                                                Duration.ofMinutes(1)))))),
                        "shop-production",
                        "anna",
                        Map.of("version", "v2.0.0"),
                        "go"));
    }
}
