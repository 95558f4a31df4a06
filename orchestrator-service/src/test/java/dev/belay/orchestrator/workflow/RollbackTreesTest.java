package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.EventBody;
import dev.belay.contracts.Outcome;
import dev.belay.contracts.StepStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A failure at each step of a plan: what every step has become in the end, and what was done in which order. */
class RollbackTreesTest {
    private static final List<String> STEPS = List.of(
            "check-1",
            "prepare-1",
            "maintenance-1",
            "backup-1",
            "rollout-1",
            "migrate-1",
            "run-1",
            "maintenance-2",
            "check-2");

    @Test
    void everyFailureIsTakenBackAsTheGoldenTreesSay() throws IOException {
        StringBuilder trees = new StringBuilder();
        for (String step : STEPS) {
            trees.append(tree(DeploymentBench.PLAN, step, List.of()));
        }

        assertThat(trees.toString()).isEqualTo(golden());
    }

    /** @param lasting steps that go on until they are stopped */
    static String tree(String plan, String failing, List<String> lasting) {
        FakeWorld world = new FakeWorld().answers(failing + "/do", Outcome.FAILED);
        lasting.forEach(step -> world.openUntilCancelled(step + "/do"));
        StringBuilder tree = new StringBuilder("when " + failing + " fails\n");
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            tree.append("  ends ").append(bench.end()).append('\n');
        }
        statuses(world).forEach((step, status) -> tree.append("  ")
                .append(step)
                .append(" ")
                .append(status)
                .append('\n'));
        world.asked().stream()
                .filter(line -> line.contains("/undo/"))
                .forEach(line -> tree.append("  <- ").append(line).append('\n'));
        return tree.append('\n').toString();
    }

    private static Map<String, StepStatus> statuses(FakeWorld world) {
        Map<String, StepStatus> statuses = new LinkedHashMap<>();
        for (EventBody event : world.events()) {
            if (event instanceof EventBody.StepChanged changed) {
                statuses.put(changed.step().text(), changed.status());
            }
        }
        return statuses;
    }

    private static String golden() throws IOException {
        try (var golden = RollbackTreesTest.class.getResourceAsStream("/golden/rollback-trees.txt")) {
            return golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
