package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.orchestrator.plan.PlanTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes the histories that {@link ReplayTest} keeps: run with {@code -Dbelay.histories=NAME}, which becomes their
 * directory. Those of earlier versions stay for as long as one may upgrade from them.
 */
@EnabledIfSystemProperty(named = "belay.histories", matches = ".+")
class RecordedHistories {
    private static final String WATCH = """
            watch: 24h
            every: 5m
            http: [{get: /}]
            matrix:
              - {when: probe.errors over 5%, for: 1m, do: rollback}
              - {when: probe.p95 over 1s, for: 1h, do: ask}""".strip();

    private final FakeWorld world = new FakeWorld();

    @Test
    void success() throws IOException {
        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            bench.end();
            write(bench, "deployment-success");
        }
    }

    @Test
    void rolledBackAfterALostLease() throws IOException {
        world.silentOn("backup-1/do/1#1").answers("check-2/do", Outcome.FAILED);
        try (DeploymentBench bench = new DeploymentBench(world).start(DeploymentBench.PLAN)) {
            bench.end();
            write(bench, "deployment-rolled-back");
        }
    }

    @Test
    void decidedByPeople() throws IOException {
        world.answers("run-1/do", Outcome.FAILED, Outcome.FAILED);
        String plan = DeploymentBench.PLAN
                .replace("- maintenance: on", "- approve: Go?\n        expires: 15m\n      - maintenance: on")
                .replace("- run: colours", "- run: colours\n        onFailure: ask");
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            bench.awaitQuestion(1);
            bench.decide(DecisionKind.APPROVE, "anna");
            bench.awaitQuestion(2);
            bench.decide(DecisionKind.RETRY, "anna");
            bench.awaitQuestion(3);
            bench.decide(DecisionKind.ROLLBACK, "rollout-1", "anna");
            bench.end();
            write(bench, "deployment-decided");
        }
    }

    @Test
    void waiting() throws IOException {
        String plan = DeploymentBench.PLAN.replace("- maintenance: on", "- approve: Go?\n      - maintenance: on");
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            bench.awaitQuestion(1);
            write(bench, "deployment-waiting");
        }
    }

    @Test
    void scheduledInAWindow() throws IOException {
        String plan = DeploymentBench.PLAN.replace(
                "phases:",
                "window: {opens: 00:00, closes: 23:59, zone: UTC}\nannounce: {before: 30m}\n"
                        + "rollback: {takes: at most 1m}\nphases:");
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(plan, bench.now().plus(Duration.ofHours(5)));
            bench.end();
            write(bench, "deployment-scheduled");
        }
    }

    @Test
    void keptAndTogether() throws IOException {
        world.answers("run-1/do", Outcome.FAILED);
        try (DeploymentBench bench = new DeploymentBench(world).start(FloorTest.PLAN)) {
            bench.end();
            write(bench, "deployment-kept");
        }
    }

    @Test
    void watchedThroughANewHistoryAndTakenBack() throws IOException {
        world.fires(45, 0);
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(watched());
            bench.awaitStatus(DeploymentStatus.WATCHING);
            write(bench, "deployment-watched");
            bench.followWatch();
            bench.passes(Duration.ofHours(5));
            bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
            write(bench, "watch-taken-back");
            bench.followRollback();
            bench.end();
            write(bench, "rollback-by-a-rule");
        }
    }

    @Test
    void watchedAndCancelled() throws IOException {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(watched());
            bench.awaitStatus(DeploymentStatus.WATCHING);
            bench.followWatch();
            bench.leap(Duration.ofMinutes(20));
            bench.decide(DecisionKind.CANCEL, "rita");
            bench.end();
            write(bench, "watch-cancelled");
        }
    }

    private static String watched() {
        return "parameters: {version: {default: v2.0.0}}\n" + PlanTexts.withSteps("rollout: ${version}", WATCH);
    }

    private static void write(DeploymentBench bench, String name) throws IOException {
        Path directory = ReplayTest.HISTORIES.resolve(System.getProperty("belay.histories"));
        Files.createDirectories(directory);
        Files.write(directory.resolve(name + ".json"), List.of(bench.history()));
    }
}
