package dev.belay.orchestrator.plan.reading;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.StepPast;
import dev.belay.orchestrator.plan.reading.compilation.StepPlaces;
import java.util.List;

/** What came of reading a plan. */
public sealed interface PlanReading {

    /** The plan is well-formed; what an environment makes of it is another question. */
    record Compiled(Plan plan, StepPlaces places) implements PlanReading {
        /** The same, with what is known of earlier runs. */
        public Compiled estimated(StepPast past) {
            return new Compiled(plan.estimated(past), places);
        }
    }

    /**
     * The plan cannot be used.
     *
     * @param findings at least one, in the order of the file
     */
    record Refused(List<Finding> findings) implements PlanReading {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
