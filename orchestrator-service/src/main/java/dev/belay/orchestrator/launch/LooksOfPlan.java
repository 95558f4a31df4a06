package dev.belay.orchestrator.launch;

import dev.belay.contracts.watch.WatchRule;
import dev.belay.documents.Durations;
import dev.belay.orchestrator.plan.LaterSteps;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.CheckStep;
import dev.belay.orchestrator.plan.step.MatrixRule;
import dev.belay.orchestrator.plan.step.WatchStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says how a plan looks over time, and what follows from what is seen. */
final class LooksOfPlan {
    private final LaterSteps later;

    LooksOfPlan(Plan plan) {
        this.later = LaterSteps.of(plan);
    }

    /** Empty for what is done once, and at its turn. */
    List<String> of(Step step) {
        if (step.definition() instanceof WatchStep watch) {
            List<String> looks = new ArrayList<>();
            looks.add("looks every " + Durations.format(watch.every()) + " for " + Durations.format(watch.length())
                    + "; the environment is " + (later.contains(step) ? "free" : "held") + " meanwhile");
            watch.matrix().forEach(rule -> looks.add(sentence(rule)));
            return looks;
        }
        if (step.definition() instanceof CheckStep check) {
            Duration after = check.after();
            return after == null
                    ? List.of()
                    : List.of("is judged " + Durations.format(after) + " later; the environment is free meanwhile");
        }
        return List.of();
    }

    private static String sentence(MatrixRule rule) {
        WatchRule watched = rule.rule();
        Long requests = watched.requests();
        return "where " + watched.when()
                + (watched.lasting().isZero() ? "" : " for " + Durations.format(watched.lasting()))
                + (requests == null ? "" : ", with at least " + requests + " requests") + ": "
                + switch (rule.action()) {
                    case ROLLBACK -> "taken back, by itself where nothing in the database has to go back";
                    case ASK -> "a person is asked";
                    case NOTE -> "noted";
                };
    }
}
