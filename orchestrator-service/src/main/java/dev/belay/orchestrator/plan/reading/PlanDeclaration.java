package dev.belay.orchestrator.plan.reading;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.reading.parameter.Parameter;
import java.util.List;

/**
 * What can be said of a plan before its parameters have values.
 *
 * @param name empty where it cannot be read
 * @param description may be empty
 * @param parameters in the order of the file
 * @param findings what is wrong whatever the parameters are, in the order of the file
 */
public record PlanDeclaration(String name, String description, List<Parameter> parameters, List<Finding> findings) {
    public PlanDeclaration {
        parameters = List.copyOf(parameters);
        findings = List.copyOf(findings);
    }
}
