package dev.belay.orchestrator.workflow.request;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.plan.Plan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment's workflow is started with.
 *
 * @param schedule absent where it begins at once
 */
public record DeploymentRequest(
        DeploymentId id,
        Plan plan,
        Target target,
        Person requester,
        Map<String, String> parameters,
        Pace pace,
        @Nullable Schedule schedule) {
    public DeploymentRequest {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** One that begins at once. */
    public DeploymentRequest(
            DeploymentId id, Plan plan, Target target, Person requester, Map<String, String> parameters, Pace pace) {
        this(id, plan, target, requester, parameters, pace, null);
    }

    /** Who started the deployment, and what they said. */
    public record Person(String name, String comment) {}

    /**
     * When it begins.
     *
     * @param zone in which people think of it
     * @param cron of the series that goes on when this one's time has come; absent where it is the only one
     */
    public record Schedule(
            Instant startsAt, ZoneId zone, @Nullable String cron) {
        public Schedule(Instant startsAt, ZoneId zone) {
            this(startsAt, zone, null);
        }
    }
}
