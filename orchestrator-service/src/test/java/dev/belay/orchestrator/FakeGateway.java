package dev.belay.orchestrator;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.Decision;
import dev.belay.orchestrator.deployment.DecisionAnswer;
import dev.belay.orchestrator.deployment.DeploymentGateway;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.PreviewAnswer;
import dev.belay.orchestrator.deployment.RunState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs that do nothing but be there. */
final class FakeGateway implements DeploymentGateway {
    final List<Intent> started = new CopyOnWriteArrayList<>();
    final List<Decision> decisions = new CopyOnWriteArrayList<>();
    final Map<DeploymentId, RunState> states = new ConcurrentHashMap<>();
    volatile boolean reachable = true;
    /** Real runs behind this, where a test has begun some. */
    volatile @Nullable DeploymentGateway real;
    /** Decisions reach the real runs, and their answers are lost. */
    volatile boolean losesAnswers;

    volatile Function<Decision, DecisionAnswer> answer = decision -> new DecisionAnswer.Accepted();

    volatile Function<String, PreviewAnswer> preview = to -> new PreviewAnswer.NotAnswered();

    @Override
    public void start(Intent intent) {
        if (!reachable) {
            throw new IllegalStateException("the runs cannot be reached");
        }
        DeploymentGateway behind = real;
        if (behind != null) {
            behind.start(intent);
            return;
        }
        if (states.putIfAbsent(intent.deployment(), RunState.RUNNING) == null) {
            started.add(intent);
        }
    }

    @Override
    public DecisionAnswer decide(Decision decision) {
        DeploymentGateway behind = real;
        if (behind != null) {
            DecisionAnswer made = behind.decide(decision);
            return losesAnswers ? new DecisionAnswer.NotAnswered() : made;
        }
        decisions.add(decision);
        return answer.apply(decision);
    }

    @Override
    public PreviewAnswer previewRollback(DeploymentId id, @Nullable String to) {
        return preview.apply(to == null ? "" : to);
    }

    @Override
    public RunState describe(DeploymentId id) {
        return states.getOrDefault(id, RunState.NOT_FOUND);
    }

    long starts(DeploymentId id) {
        return started.stream().filter(intent -> intent.deployment().equals(id)).count();
    }
}
