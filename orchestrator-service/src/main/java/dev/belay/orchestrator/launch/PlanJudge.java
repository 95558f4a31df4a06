package dev.belay.orchestrator.launch;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.documents.Finding;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.deployment.PastRuns;
import dev.belay.orchestrator.deployment.PlanValidation;
import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.reading.PlanReading;
import dev.belay.orchestrator.plan.timing.Timing;
import dev.belay.orchestrator.plan.validation.EnvironmentAbilities;
import dev.belay.orchestrator.plan.validation.PlanValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges plans by the language and by what the workers have published of the environment. */
final class PlanJudge implements PlanValidation {
    private final PlanReader reader = new PlanReader();
    private final PlanValidator validator = new PlanValidator();
    private final Manifests manifests;
    private final PastRuns pastRuns;

    PlanJudge(Manifests manifests, PastRuns pastRuns) {
        this.manifests = manifests;
        this.pastRuns = pastRuns;
    }

    @Override
    public List<Finding> validate(
            Intent.PlanSource plan, Map<String, String> parameters, @Nullable String environment) {
        if (environment == null && parameters.isEmpty()) {
            List<Finding> declared = reader.readDeclaration(plan.name(), plan.text(), plan.files())
                    .findings();
            if (!declared.isEmpty()) {
                return declared;
            }
        }
        PlanReading reading = reader.read(plan.name(), plan.text(), plan.files(), parameters);
        if (reading instanceof PlanReading.Refused refused) {
            return refused.findings();
        }
        PlanReading.Compiled compiled = (PlanReading.Compiled) reading;
        if (environment == null) {
            return byItself(plan, parameters, compiled);
        }
        PlanReading.Compiled estimated =
                compiled.estimated(pastRuns.of(environment, compiled.plan().name()));
        return validator.validate(
                estimated, EnvironmentAbilities.of(environment, published(), manifests.lastRemoval(environment)));
    }

    @Override
    public List<Finding> warnings(Intent.PlanSource plan, Map<String, String> parameters, String environment) {
        return reader.read(plan.name(), plan.text(), plan.files(), parameters) instanceof PlanReading.Compiled compiled
                ? validator.warnings(compiled, EnvironmentAbilities.of(environment, published()))
                : List.of();
    }

    @Override
    public Timing timing(Intent.PlanSource plan, Map<String, String> parameters) {
        PlanReading reading = reader.read(plan.name(), plan.text(), plan.files(), parameters);
        if (reading instanceof PlanReading.Compiled compiled) {
            return compiled.plan().timing();
        }
        throw new IllegalStateException("The plan " + plan.name() + " was valid before: " + reading);
    }

    /** A plan by itself must be sound whatever may be chosen. */
    private List<Finding> byItself(
            Intent.PlanSource plan, Map<String, String> parameters, PlanReading.Compiled compiled) {
        List<Finding> findings = new ArrayList<>(validator.validate(compiled));
        for (Map<String, String> choice : reader.otherChoices(plan.text(), plan.files(), parameters)) {
            Map<String, String> others = new TreeMap<>(parameters);
            others.putAll(choice);
            if (reader.read(plan.name(), plan.text(), plan.files(), others) instanceof PlanReading.Compiled other) {
                validator.validate(other).stream()
                        .filter(finding -> findings.stream().noneMatch(known -> samePlace(known, finding)))
                        .toList()
                        .forEach(finding -> findings.add(under(choice, finding)));
            }
        }
        return findings;
    }

    private static boolean samePlace(Finding one, Finding other) {
        return one.code().equals(other.code())
                && one.file().equals(other.file())
                && one.path().equals(other.path());
    }

    private static Finding under(Map<String, String> choice, Finding finding) {
        String values = choice.entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(", "));
        return new Finding(
                finding.code(),
                "With " + values + ": " + finding.message(),
                finding.file(),
                finding.line(),
                finding.column(),
                finding.path(),
                finding.found(),
                finding.expected(),
                finding.suggestion());
    }

    private List<Manifest> published() {
        return manifests.environments().stream()
                .flatMap(name -> manifests.ofEnvironment(name).stream())
                .toList();
    }
}
