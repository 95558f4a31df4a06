package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.workflow.preview.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is predicted is what happens: each plan is walked through with a failure at each of its steps. */
class PreviewWorkflowTest {
    private static final String WITH_RESTORE = DeploymentBench.PLAN
            .replace("- run: colours", "- run: flush\n        undo: restore")
            .replace("- migrate: latest", "- migrate: latest\n      - run: flush\n        undo: none");
    private static final String WITH_PEOPLE = DeploymentBench.PLAN
            .replace("- maintenance: on", "- approve: Go?\n        requester: allowed\n      - maintenance: on")
            .replace("- migrate: latest", "- migrate: latest\n        onFailure: ask\n        undo: restore")
            .replace("- check: Ready", "- notify: It begins\n      - check: Ready\n        onFailure: note");
    private static final String ROLLOUT_ONLY = """
            plan: shop-hotfix
            parameters:
              version: {description: Git tag, pattern: 'v\\d+\\.\\d+\\.\\d+'}
            phases:
              - phase: change
                steps:
                  - rollout: ${version}
                  - check: It works
                    smoke: yes
                    http: [{get: /health}]
            """;

    private static final String AT_ONCE = DeploymentBench.PLAN.replace(
            "      - check: It works",
            "      - together:\n          - check: Pages\n            http: [{get: /}]\n"
                    + "          - check: Prices\n            http: [{get: /prices}]\n      - check: It works");

    @TestFactory
    Stream<DynamicTest> predictsWhatHappens() {
        return Stream.of(DeploymentBench.PLAN, WITH_RESTORE, WITH_PEOPLE, ROLLOUT_ONLY, AT_ONCE)
                .flatMap(PreviewWorkflowTest::eachFailureOf);
    }

    @Test
    void saysInWhichOrderAndHowEverythingIsTakenBack() {
        Preview.IfFails last = failure(preview(DeploymentBench.PLAN), "check-2");

        assertThat(last.ends()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(last.undone())
                .extracting(undone -> undone.steps() + " " + undone.how())
                .containsExactly(
                        "[maintenance-2] maintenance on",
                        "[run-1] task remove-colours",
                        "[migrate-1] schema back to migration that was the newest before",
                        "[rollout-1] back to version that was live before",
                        "[maintenance-1] maintenance off");
        assertThat(last.checked()).containsExactly(new StepId("check-2"));
        assertThat(last.asked()).isEmpty();
    }

    @Test
    void saysThatARestoreTakesThePlaceOfTheOtherUndosInTheDatabaseAndAsks() {
        Preview.IfFails last = failure(preview(WITH_RESTORE), "check-2");

        assertThat(last.undone())
                .extracting(undone -> undone.steps() + " " + undone.how())
                .contains("[run-2, run-1, migrate-1] restored from the backup");
        assertThat(last.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.text()).startsWith("Restore the backup"));
    }

    @Test
    void saysWhatIsAskedWhereNothingFailsAndThatAPlanWithoutAChangeIsOnlyCancelled() {
        Preview preview = preview(WITH_PEOPLE);

        assertThat(preview.asked()).containsExactly(new Preview.Asked(new StepId("approve-1"), "Go?"));
        assertThat(failure(preview, "approve-1").ends()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(failure(preview, "check-1").ends()).isEqualTo(DeploymentStatus.SUCCEEDED);
    }

    private static Stream<DynamicTest> eachFailureOf(String yaml) {
        Preview preview = preview(yaml);
        return DeploymentBench.compiled(yaml).steps().stream()
                .filter(step -> step.kind() != StepKind.NOTIFY)
                .map(step -> DynamicTest.dynamicTest(
                        yaml.lines().findFirst().orElse("") + " " + yaml.hashCode() + ", " + step.id(),
                        () -> comparePredictionAndReality(
                                failure(preview, step.id().text()), yaml, step)));
    }

    private static void comparePredictionAndReality(Preview.IfFails predicted, String yaml, Step failing) {
        FakeWorld world = new FakeWorld()
                .answers(failing.id() + "/do", Outcome.FAILED, Outcome.FAILED, Outcome.FAILED)
                .because(failing.id() + "/do", FailureCode.ENVIRONMENT_LACKS);
        DeploymentStatus ends;
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(yaml);
            ends = bench.endWithConsent(failing.id());
        }

        assertThat(predicted.ends()).isEqualTo(ends);
        assertThat(predicted.undone().stream()
                        .flatMap(undone -> undone.executions().stream())
                        .toList())
                .isEqualTo(world.asked().stream()
                        .filter(line -> line.contains("/undo/"))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .toList());
        assertThat(predicted.undone().stream()
                        .flatMap(undone -> undone.steps().stream())
                        .toList())
                .isEqualTo(undone(world));
        assertThat(predicted.checked().stream()
                        .map(step -> step + ".again/do/1")
                        .toList())
                .isEqualTo(world.asked().stream()
                        .filter(line -> line.contains(".again/do/"))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .toList());
        assertThat(predicted.asked().stream().map(Preview.Asked::step).toList())
                .isEqualTo(questionsFrom(world, failing.id()));
    }

    private static List<StepId> undone(FakeWorld world) {
        return world.events().stream()
                .filter(event ->
                        event instanceof EventBody.StepChanged changed && changed.status() == StepStatus.UNDONE)
                .map(event -> ((EventBody.StepChanged) event).step())
                .toList();
    }

    /** The approvals before the step are not a consequence of its failure. */
    private static List<StepId> questionsFrom(FakeWorld world, StepId failing) {
        List<StepId> questions = new ArrayList<>();
        boolean failed = false;
        for (EventBody event : world.events()) {
            failed |= event instanceof EventBody.StepChanged changed
                    && changed.step().equals(failing)
                    && (changed.status() == StepStatus.FAILED || changed.status() == StepStatus.WAITING);
            if (failed && event instanceof EventBody.DecisionNeeded asked) {
                questions.add(asked.step());
            }
        }
        return questions;
    }

    private static Preview preview(String yaml) {
        try (DeploymentBench bench = new DeploymentBench(new FakeWorld())) {
            return bench.preview(yaml);
        }
    }

    private static Preview.IfFails failure(Preview preview, String step) {
        return preview.failures().stream()
                .filter(failure -> failure.step().text().equals(step))
                .findFirst()
                .orElseThrow();
    }
}
