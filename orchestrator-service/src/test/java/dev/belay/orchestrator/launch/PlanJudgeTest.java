package dev.belay.orchestrator.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import dev.belay.documents.Finding;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.plan.StepPast;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanJudgeTest {
    private static final String CAREFUL = """
            plan: shop
            parameters:
              grade: {oneOf: [ordinary, critical], default: critical}
            phases:
              - phase: change
                steps:
                  - backup: database
                    verify: [restore]
                    only: grade = critical
                  - run: recount
                    undo: restore
            """;
    private static final String USING = """
            plan: shop
            phases:
              - phase: change
                steps:
                  - use: checks/smoke.yaml
            """;

    private final PlanJudge judge = new PlanJudge(new NothingPublished(), (environment, plan) -> StepPast.NONE);

    @Test
    void judgesAPlanByItselfUnderEveryChoiceThatItsConditionsKnow() {
        assertThat(judged(CAREFUL, Map.of(), Map.of()))
                .containsExactly("shop:10:9: With grade = ordinary: Step \"run-1\" is undone by restore, but no backup"
                        + " before it is verified by restore. Step \"backup-1\" is left out: Only where grade = critical,"
                        + " and grade is ordinary. Add \"backup: database\" with \"verify: [list, checksum, restore]\""
                        + " before it.");
    }

    @Test
    void saysOnceWhatIsWrongUnderEveryChoice() {
        assertThat(judged(CAREFUL, Map.of(), Map.of("grade", "ordinary"))).hasSize(1);
        assertThat(judged(CAREFUL.replace("    verify: [restore]\n        ", "    "), Map.of(), Map.of()))
                .singleElement()
                .asString()
                .startsWith("shop:9:9: Step \"run-1\" is undone by restore");
    }

    @Test
    void readsTheFilesThatCameWithThePlan() {
        assertThat(judged(USING, Map.of("checks/smoke.yaml", "steps: [{notify: hello}]"), Map.of()))
                .isEmpty();
        assertThat(judged(USING, Map.of("checks/smoke.yaml", "steps: [{notfy: hello}]"), Map.of()))
                .singleElement()
                .asString()
                .startsWith("checks/smoke.yaml:1:10: ");
        assertThat(judged(USING, Map.of(), Map.of()))
                .singleElement()
                .asString()
                .startsWith("shop:5:14: File \"checks/smoke.yaml\", which the plan uses, did not come with it");
    }

    private List<String> judged(String plan, Map<String, String> files, Map<String, String> parameters) {
        return judge.validate(new Intent.PlanSource("shop", plan, files), parameters, null).stream()
                .map(Finding::toString)
                .toList();
    }

    private static final class NothingPublished implements Manifests {
        @Override
        public List<Manifest> ofEnvironment(String name) {
            return List.of();
        }

        @Override
        public Set<String> environments() {
            return Set.of();
        }

        @Override
        public Optional<ManifestRemoval> lastRemoval(String environment) {
            return Optional.empty();
        }
    }
}
