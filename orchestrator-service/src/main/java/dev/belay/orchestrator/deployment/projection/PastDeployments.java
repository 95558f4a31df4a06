package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.event.EstimateBasis;
import dev.belay.orchestrator.deployment.PastRuns;
import dev.belay.orchestrator.deployment.view.DeploymentHistory;
import dev.belay.orchestrator.deployment.view.StepHistory;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.StepPast;
import dev.belay.orchestrator.plan.timing.Estimate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What earlier deployments of an environment took, from their events: the median of the newest successful runs of a
 * step in deployments of the same plan. Steps that do the same in every plan are also known from other plans.
 */
@Repository
public class PastDeployments implements PastRuns {
    private static final int DEPLOYMENTS = 30;
    private static final int RUNS = 5;
    private static final Set<StepKind> ALIKE_IN_EVERY_PLAN =
            EnumSet.of(StepKind.MAINTENANCE, StepKind.BACKUP, StepKind.PREPARE, StepKind.ROLLOUT);

    private final JdbcClient database;
    private final Events events;

    PastDeployments(JdbcClient database, Events events) {
        this.database = database;
        this.events = events;
    }

    @Override
    public StepPast of(String environment, String plan) {
        return new Past(plan, newestFinished(environment));
    }

    private List<DeploymentHistory> newestFinished(String environment) {
        return database
                .sql("""
                select deployment_id from belay.deployment where environment = :environment and finished_at is not null
                order by finished_at desc, deployment_id desc limit :limit
                """)
                .param("environment", environment)
                .param("limit", DEPLOYMENTS)
                .query(String.class)
                .list()
                .stream()
                .map(id -> {
                    DeploymentHistory history = new DeploymentHistory();
                    events.of(new DeploymentId(id)).forEach(history::add);
                    return history;
                })
                .toList();
    }

    private record Past(String plan, List<DeploymentHistory> newestFirst) implements StepPast {
        @Override
        public Optional<Estimate> doing(Step step) {
            return median(step, StepHistory::doneIn);
        }

        @Override
        public Optional<Estimate> undoing(Step step) {
            return median(step, StepHistory::undoneIn);
        }

        private Optional<Estimate> median(Step step, Function<StepHistory, Optional<Duration>> took) {
            List<Duration> runs = new ArrayList<>();
            newestFirst.stream()
                    .filter(history -> history.started()
                            .filter(started -> started.plan().name().equals(plan))
                            .isPresent())
                    .flatMap(history -> history.step(step.id()).stream())
                    .filter(known -> known.outline().kind() == step.kind())
                    .forEach(known -> took.apply(known).ifPresent(runs::add));
            if (runs.isEmpty() && ALIKE_IN_EVERY_PLAN.contains(step.kind())) {
                newestFirst.stream()
                        .flatMap(history -> history.steps().stream())
                        .filter(known -> known.outline().kind() == step.kind())
                        .forEach(known -> took.apply(known).ifPresent(runs::add));
            }
            return medianOf(runs.subList(0, Math.min(RUNS, runs.size())));
        }

        private static Optional<Estimate> medianOf(List<Duration> runs) {
            if (runs.isEmpty()) {
                return Optional.empty();
            }
            List<Duration> sorted = runs.stream().sorted().toList();
            int middle = sorted.size() / 2;
            Duration median = sorted.size() % 2 == 1
                    ? sorted.get(middle)
                    : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
            return Optional.of(new Estimate(median, EstimateBasis.history(sorted.size())));
        }
    }
}
