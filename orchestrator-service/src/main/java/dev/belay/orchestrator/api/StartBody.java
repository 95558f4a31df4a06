package dev.belay.orchestrator.api;

import dev.belay.orchestrator.deployment.intake.StartRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to deploy.
 *
 * @param plan the plan's YAML, or the name of a plan that the server keeps
 * @param files the texts of the files that it uses, by their paths
 * @param at when it is to begin: {@code 02:00}, {@code 2026-12-01T02:00+01:00}, {@code next-window} or {@code now};
 *     absent for at once, or for the next time of a plan with a {@code cron}, whose series begins so
 * @param parameters values of the plan's parameters
 */
record StartBody(
        @Nullable String plan,
        @Nullable Map<String, String> files,
        @Nullable String environment,
        @Nullable Map<String, String> parameters,
        @Nullable String at,
        @Nullable String comment) {
    StartRequest request(String requestedBy) {
        return new StartRequest(
                RequiredField.text("plan", plan, "the plan's YAML or its name"),
                PlanFiles.of(files),
                RequiredField.text("environment", environment, "the environment's name"),
                ParameterValues.of(parameters),
                at,
                comment == null ? "" : comment,
                requestedBy);
    }
}
