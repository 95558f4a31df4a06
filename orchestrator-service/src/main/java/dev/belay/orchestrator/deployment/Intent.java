package dev.belay.orchestrator.deployment;

import dev.belay.contracts.DeploymentId;
import dev.belay.messaging.trace.TraceContext;
import dev.belay.orchestrator.plan.timing.Cron;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for, written before anything starts.
 *
 * @param schedule absent where it begins at once
 * @param trace of the request that asked for it, which the whole deployment continues
 */
public record Intent(
        DeploymentId deployment,
        String environment,
        PlanSource plan,
        Map<String, String> parameters,
        Request request,
        @Nullable Schedule schedule,
        @Nullable TraceContext trace) {
    public Intent {
        parameters = Map.copyOf(parameters);
    }

    /**
     * A plan's name, and its YAML as it was when the deployment was asked for.
     *
     * @param files the texts of the files that it uses, by their paths
     */
    public record PlanSource(String name, String text, Map<String, String> files) {
        public PlanSource {
            files = Map.copyOf(files);
        }
    }

    /**
     * When it is to begin.
     *
     * @param zone in which people think of it
     * @param digest of the environment's file when the plan was judged; absent where no worker had published any
     * @param series absent where it is the only one
     */
    public record Schedule(
            Instant startsAt,
            ZoneId zone,
            @Nullable String digest,
            @Nullable Series series) {}

    /**
     * That it is one of a plan's series.
     *
     * @param follows the one before it, absent of the first
     */
    public record Series(Cron cron, @Nullable DeploymentId follows) {}

    /** Who asked, when, and what they said. */
    public record Request(String by, Instant at, String comment) {}
}
