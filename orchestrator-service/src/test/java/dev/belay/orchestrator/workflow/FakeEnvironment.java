package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who holds an environment, as a test says. */
final class FakeEnvironment implements EnvironmentActivities {
    private @Nullable DeploymentId heldBy;
    private @Nullable DeploymentId changedBy;
    private final Map<DeploymentId, Standing> standings = new HashMap<>();
    private int taken;
    private Admission admission = new Admission(null, false);
    private int admissions;
    private final Map<DeploymentId, Boolean> followed = new HashMap<>();
    private int lost;
    private final List<RehearsalQuestion> lookedFor = new ArrayList<>();
    private RehearsalRecord rehearsal = new RehearsalRecord("in another deployment", null, "");

    synchronized void heldBy(@Nullable DeploymentId other) {
        heldBy = other;
    }

    synchronized void changedBy(DeploymentId later) {
        changedBy = later;
    }

    synchronized void stands(DeploymentId deployment, Standing standing) {
        standings.put(deployment, standing);
    }

    synchronized int taken() {
        return taken;
    }

    @Override
    public synchronized Taking take(DeploymentId deployment, String environment, long seq) {
        Taking taking = new Taking(heldBy, changedBy);
        taken += taking.taken() ? 1 : 0;
        return taking;
    }

    /** From now on scheduled deployments are answered so. */
    synchronized void admits(Admission answer) {
        admission = answer;
    }

    synchronized int admissions() {
        return admissions;
    }

    @Override
    public synchronized Admission admit(DeploymentId deployment, long seq) {
        admissions++;
        return admission;
    }

    /** From now on rehearsals are answered so. */
    synchronized void knows(RehearsalRecord answer) {
        rehearsal = answer;
    }

    /** Which rehearsals were looked for. */
    synchronized List<RehearsalQuestion> lookedFor() {
        return List.copyOf(lookedFor);
    }

    @Override
    public synchronized RehearsalRecord rehearsal(RehearsalQuestion question) {
        lookedFor.add(question);
        return rehearsal;
    }

    /** From now on that many attempts to schedule the next one of a series fail, each after it was done. */
    synchronized void losesAnswers(int attempts) {
        lost = attempts;
    }

    /** Who follows whom, in which way. */
    synchronized Map<DeploymentId, Boolean> followed() {
        return Map.copyOf(followed);
    }

    @Override
    public synchronized Next next(DeploymentId deployment, boolean instead) {
        followed.put(deployment, instead);
        if (lost > 0) {
            lost--;
            throw new IllegalStateException("The answer was lost");
        }
        return new Next(new DeploymentId("the-next-one"), Instant.parse("2027-01-01T03:00:00Z"));
    }

    @Override
    public synchronized Standing standing(DeploymentId deployment) {
        return standings.getOrDefault(deployment, Standing.UNKNOWN);
    }

    @Override
    public synchronized @Nullable DeploymentId laterChange(DeploymentId deployment, String environment) {
        return changedBy;
    }
}
