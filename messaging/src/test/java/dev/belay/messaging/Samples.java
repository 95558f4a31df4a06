package dev.belay.messaging;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Deadline;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.outcome.Progress;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages of every type and kind; maps and sets have one entry, since their order is not told. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final ExecutionId EXECUTION = ExecutionId.parse("d1/backup-1/do/1");
    static final FenceToken FENCE = FenceToken.parse("d1/1");

    private Samples() {}

    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        SampleWork.all().forEach((kind, work) -> all.put("command-" + kind, command(work)));
        all.put("command-migrate-on-a-copy", onACopy());
        all.put("cancellation", new Cancellation(EXECUTION, "cancelled by anna", NOON));
        SampleOutput.all().forEach((kind, output) -> all.put("result-" + kind, succeeded(List.of(), output)));
        all.put("result-without-output", succeeded(List.of(), null));
        all.put("result-failed", failed());
        all.put("beat-queued", beat(Beat.State.QUEUED, null));
        all.put("beat-running", beat(Beat.State.RUNNING, new Progress(7, 10L, "bytes", "dumping")));
        all.put("manifest", manifest());
        all.put("manifest-broken", brokenManifest());
        all.put("manifest-removal", new ManifestRemoval("shop-production", "default", WorkerKind.ROLLOUT, NOON));
        SampleEvent.all().forEach((kind, event) -> all.put("deployment-event-" + kind, event));
        return all;
    }

    static Command command() {
        return command(SampleWork.backup());
    }

    private static Command onACopy() {
        Command live = command(new MigrateWork(null, null, Map.of()));
        return new Command(
                live.execution(),
                live.lease(),
                live.taskToken(),
                live.environment(),
                live.deadline(),
                live.work(),
                null,
                new DatabaseCopy("belay_copy_4f2a", "/tmp/belay-copy-4f2a"),
                "");
    }

    private static Command command(Work work) {
        return new Command(
                EXECUTION,
                2,
                "dG9rZW4=",
                "shop-production",
                new Deadline(NOON, Duration.ofMinutes(10)),
                work,
                FENCE,
                null,
                "");
    }

    static Result result() {
        return resultWithEvidence(List.of(new Evidence("sha256", "ab")));
    }

    static Result resultWithEvidence(List<Evidence> evidence) {
        return succeeded(evidence, SampleOutput.backup());
    }

    private static Result succeeded(List<Evidence> evidence, @Nullable Output output) {
        Account account = new Account("backup@host", NOON, NOON.plusSeconds(5), evidence, 3);
        return new Result(EXECUTION, 2, "dG9rZW4=", Outcome.SUCCEEDED, account, output, null);
    }

    private static Result failed() {
        return new Result(EXECUTION, 2, "dG9rZW4=", Outcome.FAILED, account(), null, failure());
    }

    static Account account() {
        return new Account("backup@host", NOON, NOON.plusSeconds(5), List.of(new Evidence("sha256", "ab")), 3);
    }

    static Failure failure() {
        return new Failure(
                FailureCode.DISK_FULL,
                "The backup needs 2 GB; 1 GB is free on /backups.",
                "Make room, then retry.",
                "pg_dump: no space left");
    }

    private static Beat beat(Beat.State state, @Nullable Progress progress) {
        return new Beat(EXECUTION, 2, "dG9rZW4=", "backup@host", state, NOON, progress);
    }

    private static Manifest manifest() {
        return new Manifest(
                "shop-production",
                "default",
                WorkerKind.ROLLOUT,
                "cd",
                NOON,
                new Manifest.Abilities(
                        List.of(new Manifest.Task(
                                "recount", Manifest.Changes.DATA, true, "count-back", Set.of("shelf"))),
                        Set.of("rollout"),
                        Set.of("public"),
                        Set.of("import-source"),
                        Set.of("api"),
                        Set.of("elsewhere"),
                        "flyway",
                        List.of(new Capability(
                                Capability.programsOf("recount"),
                                "the programs of task \"recount\"",
                                Capability.Standing.LACKS,
                                "the program \"recount\" does not exist on the worker's host",
                                "Install it there.")),
                        "0123456789abcdef"),
                null);
    }

    private static Manifest brokenManifest() {
        return new Manifest(
                "shop-production",
                "default",
                WorkerKind.ROLLOUT,
                "cd",
                NOON,
                Manifest.Abilities.NONE,
                "shop.yaml:2:1: \"logz\" is not known");
    }
}
