package dev.belay.orchestrator.workflow.request;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.orchestrator.plan.Changes;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The environment as its workers described it when the deployment was started. */
public record Target(String environment, String pool, List<Manifest.Task> tasks, Set<String> features) {
    public Target {
        tasks = List.copyOf(tasks);
        features = Collections.unmodifiableSet(new TreeSet<>(features));
    }

    public Optional<Manifest.Task> findTask(String name) {
        return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
    }

    /** Tells the plan's steps that change something in this environment. */
    public Changes changes() {
        return new Changes(this::findTask);
    }

    public boolean hasRollout() {
        return features.contains("rollout");
    }
}
