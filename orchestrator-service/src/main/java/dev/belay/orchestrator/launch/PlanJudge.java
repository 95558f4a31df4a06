package dev.belay.orchestrator.launch;

import dev.belay.contracts.Manifest;
import dev.belay.documents.Finding;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.deployment.PlanValidation;
import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.reading.PlanReading;
import dev.belay.orchestrator.plan.validation.EnvironmentAbilities;
import dev.belay.orchestrator.plan.validation.PlanValidator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges plans by the language and by what the workers have published of the environment. */
final class PlanJudge implements PlanValidation {
    private final PlanReader reader = new PlanReader();
    private final PlanValidator validator = new PlanValidator();
    private final Manifests manifests;

    PlanJudge(Manifests manifests) {
        this.manifests = manifests;
    }

    @Override
    public List<Finding> validate(
            String planName, String planText, Map<String, String> parameters, @Nullable String environment) {
        if (environment == null && parameters.isEmpty()) {
            List<Finding> declared = reader.readDeclaration(planName, planText).findings();
            if (!declared.isEmpty()) {
                return declared;
            }
        }
        PlanReading reading = reader.read(planName, planText, parameters);
        if (reading instanceof PlanReading.Refused refused) {
            return refused.findings();
        }
        PlanReading.Compiled compiled = (PlanReading.Compiled) reading;
        return environment == null
                ? validator.validate(compiled)
                : validator.validate(compiled, EnvironmentAbilities.of(environment, published()));
    }

    private List<Manifest> published() {
        return manifests.environments().stream()
                .flatMap(name -> manifests.ofEnvironment(name).stream())
                .toList();
    }
}
