package dev.belay.orchestrator.plan.validation;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.Changes;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.reading.PlanReading;
import java.util.List;
import java.util.Optional;

/** Finds what of a compiled plan cannot be carried out. */
public final class PlanValidator {

    /** What cannot be carried out on any environment. */
    public List<Finding> validate(PlanReading.Compiled reading) {
        Complaints complaints = new Complaints(reading.places());
        new RestoreRule(complaints).judge(reading.plan());
        new TogetherRule(task -> Optional.empty(), complaints).judge(reading.plan());
        new MaintenanceRule(complaints).judge(reading.plan());
        new SourceRule(complaints).judge(reading.plan());
        new ShownRule(complaints).judge(reading.plan());
        new WindowRule(Changes.unknownTasks(), complaints).judgeLength(reading.plan());
        return complaints.list();
    }

    /** What cannot be carried out on this environment, on any other included. */
    public List<Finding> validate(PlanReading.Compiled reading, EnvironmentAbilities environment) {
        Complaints complaints = new Complaints(reading.places());
        Plan plan = reading.plan();
        new RestoreRule(complaints).judge(plan);
        new TogetherRule(environment::findTask, complaints).judge(plan);
        new MaintenanceRule(complaints).judge(plan);
        new SourceRule(complaints).judge(plan);
        new ShownRule(complaints).judge(plan);
        EnvironmentRules rules = new EnvironmentRules(environment, complaints);
        if (rules.usable()) {
            rules.judgeWorkers(plan);
            FeatureRules features = new FeatureRules(environment, complaints);
            PlaceRule places = new PlaceRule(environment, complaints);
            TaskRules tasks = new TaskRules(environment, complaints);
            CapabilityRules capabilities =
                    new CapabilityRules(environment, complaints, new Complaints(reading.places()));
            WindowRule window = new WindowRule(new Changes(environment::findTask), complaints);
            window.judgeEstimates(plan);
            window.judgeLength(plan);
            plan.steps().forEach(step -> {
                features.judge(step);
                places.judge(step);
                tasks.judge(step);
                capabilities.judge(step);
            });
        }
        return complaints.list();
    }

    /** What is no reason to refuse the plan on this environment, and yet should be known. */
    public List<Finding> warnings(PlanReading.Compiled reading, EnvironmentAbilities environment) {
        Complaints warnings = new Complaints(reading.places());
        CapabilityRules rules = new CapabilityRules(environment, new Complaints(reading.places()), warnings);
        reading.plan().steps().forEach(rules::judge);
        return warnings.list();
    }
}
