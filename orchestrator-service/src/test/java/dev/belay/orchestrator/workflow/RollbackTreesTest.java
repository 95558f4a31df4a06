package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

        keep("rollback-trees", trees.toString());
        assertThat(trees.toString()).isEqualTo(golden("rollback-trees"));
    }

    @Test
    void everyFailureAfterAPhaseThatIsKeptIsTakenBackToItsEnd() throws IOException {
        StringBuilder trees = new StringBuilder();
        for (String step : stepsOf(FloorTest.PLAN)) {
            trees.append(tree(FloorTest.PLAN, step, List.of()));
        }

        keep("floor-trees", trees.toString());
        assertThat(trees.toString()).isEqualTo(golden("floor-trees"));
    }

    @Test
    void fromEveryFailureOneCanGoBackPartOfTheWay() throws IOException {
        StringBuilder trees = new StringBuilder();
        String asking = FloorTest.PLAN.replaceAll(
                "(?m)^( *)- ((rollout|migrate|run|maintenance|backup|check): .*)$", "$1- $2\n$1  onFailure: ask");
        List<String> steps = stepsOf(asking);
        int first = steps.indexOf("backup-1");
        for (int index = first; index < steps.size(); index++) {
            trees.append(tree(asking, steps.get(index), List.of(), steps.get(index - 2)));
        }

        keep("partial-trees", trees.toString());
        assertThat(trees.toString()).isEqualTo(golden("partial-trees"));
    }

    private static List<String> stepsOf(String yaml) {
        return DeploymentBench.compiled(yaml).steps().stream()
                .map(step -> step.id().text())
                .toList();
    }

    /** @param lasting steps that go on until they are stopped */
    static String tree(String plan, String failing, List<String> lasting) {
        return tree(plan, failing, lasting, null);
    }

    /** @param to how far back a person chooses to go, absent where nobody is asked */
    private static String tree(String yaml, String failing, List<String> lasting, @Nullable String to) {
        FakeWorld world = new FakeWorld().answers(failing + "/do", Outcome.FAILED);
        lasting.forEach(step -> world.openUntilCancelled(step + "/do"));
        StringBuilder tree = new StringBuilder("when " + failing + " fails")
                .append(to == null ? "\n" : " and it is taken back to " + to + "\n");
        try (DeploymentBench bench = new DeploymentBench(world).start(yaml)) {
            if (to != null) {
                bench.awaitQuestion(1);
                bench.decide(DecisionKind.ROLLBACK, to, "anna");
            }
            tree.append("  ends ").append(bench.end()).append('\n');
            if (yaml.contains("keep: yes")) {
                tree.append("  ")
                        .append(bench.reason().replaceFirst(".*(Everything|It is taken)", "$1"))
                        .append('\n');
            }
        }
        statuses(world)
                .forEach((step, status) -> tree.append("  ")
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

    /** What was rendered now is left in {@code target}, to be looked at and copied. */
    private static void keep(String name, String trees) throws IOException {
        Files.writeString(Path.of("target", name + ".txt"), trees);
    }

    private static String golden(String name) throws IOException {
        try (var golden = RollbackTreesTest.class.getResourceAsStream("/golden/" + name + ".txt")) {
            return golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
