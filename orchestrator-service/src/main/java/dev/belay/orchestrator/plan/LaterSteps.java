package dev.belay.orchestrator.plan;

import dev.belay.orchestrator.plan.step.CheckStep;
import dev.belay.orchestrator.plan.step.WatchStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a plan that do not hold the environment: its last watch, and checks that are to be judged after a while.
 *
 * @param watch absent where the plan ends with something else
 */
public record LaterSteps(Optional<Step> watch, List<Step> checks) {
    public LaterSteps {
        checks = List.copyOf(checks);
    }

    public static LaterSteps of(Plan plan) {
        List<Step> checks = new ArrayList<>();
        Optional<Step> last = Optional.empty();
        for (Step step : plan.steps()) {
            if (step.definition() instanceof CheckStep check && check.after() != null) {
                checks.add(step);
            } else {
                last = Optional.of(step);
            }
        }
        return new LaterSteps(last.filter(step -> step.definition() instanceof WatchStep), checks);
    }

    public boolean contains(Step step) {
        return watch.filter(step::equals).isPresent() || checks.contains(step);
    }

    public boolean isEmpty() {
        return watch.isEmpty() && checks.isEmpty();
    }
}
