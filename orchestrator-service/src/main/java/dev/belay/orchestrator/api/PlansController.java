package dev.belay.orchestrator.api;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.deployment.Intent.PlanSource;
import dev.belay.orchestrator.deployment.PlanValidation;
import dev.belay.orchestrator.deployment.intake.PlanSources;
import dev.belay.orchestrator.deployment.preview.PlanPreview;
import dev.belay.orchestrator.deployment.preview.Previews;
import dev.belay.orchestrator.deployment.refusal.PlanInvalid;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Judges plans without running them. */
@RestController
class PlansController {
    private final PlanSources plans;
    private final PlanValidation validation;
    private final Previews previews;
    private final Clock clock;

    PlansController(PlanSources plans, PlanValidation validation, Previews previews, Clock clock) {
        this.plans = plans;
        this.validation = validation;
        this.previews = previews;
        this.clock = clock;
    }

    /**
     * The body of a request to judge a plan.
     *
     * @param plan the plan's YAML, or the name of a plan that the server keeps
     * @param files the texts of the files that it uses, by their paths
     * @param environment absent where the plan is to be judged by itself
     */
    record ValidateBody(
            @Nullable String plan,
            @Nullable Map<String, String> files,
            @Nullable String environment,
            @Nullable Map<String, String> parameters) {}

    /**
     * The body of a request to say what a plan would do.
     *
     * @param plan the plan's YAML, or the name of a plan that the server keeps
     * @param files the texts of the files that it uses, by their paths
     */
    record PreviewBody(
            @Nullable String plan,
            @Nullable Map<String, String> files,
            @Nullable String environment,
            @Nullable Map<String, String> parameters) {}

    /**
     * What was found; a plan with findings may not run.
     *
     * @param warnings what is no reason to refuse it, and yet should be known
     */
    record Validity(boolean valid, List<Finding> findings, List<Finding> warnings) {}

    @PostMapping(
            path = "/api/v1/plans/validate",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Validity validate(@RequestBody ValidateBody body) {
        String text = RequiredField.text("plan", body.plan(), "the plan's YAML or its name");
        try {
            PlanSource plan = plans.resolve(text, PlanFiles.of(body.files()));
            Map<String, String> parameters = ParameterValues.of(body.parameters());
            String environment = body.environment();
            List<Finding> findings = validation.validate(plan, parameters, environment);
            return new Validity(
                    findings.isEmpty(),
                    findings,
                    environment == null ? List.of() : validation.warnings(plan, parameters, environment));
        } catch (PlanInvalid unreadable) {
            return new Validity(false, unreadable.findings(), List.of());
        }
    }

    /** Starts nothing: when each step would begin, and what would follow where it fails. */
    @PostMapping(
            path = "/api/v1/plans/preview",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    PlanPreview preview(@RequestBody PreviewBody body) {
        String environment = RequiredField.text("environment", body.environment(), "the environment's name");
        PlanSource plan = plans.resolve(
                RequiredField.text("plan", body.plan(), "the plan's YAML or its name"), PlanFiles.of(body.files()));
        Map<String, String> parameters = ParameterValues.of(body.parameters());
        List<Finding> findings = validation.validate(plan, parameters, environment);
        if (!findings.isEmpty()) {
            throw new PlanInvalid(plan.name(), findings);
        }
        return previews.preview(plan, parameters, environment, clock.instant())
                .warningToo(validation.warnings(plan, parameters, environment).stream()
                        .map(Finding::toString)
                        .toList());
    }
}
