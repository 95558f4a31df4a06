package dev.belay.orchestrator.deployment.refusal;

import dev.belay.documents.Finding;
import java.util.List;

/** The plan may not run as it stands. */
public final class PlanInvalid extends Refusal {
    private final transient List<Finding> findings;

    public PlanInvalid(String plan, List<Finding> findings) {
        super("Plan \"" + plan + "\" was refused with " + findings.size()
                + (findings.size() == 1 ? " finding: " : " findings, first: ")
                + findings.get(0).message());
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
