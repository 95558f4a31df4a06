package dev.belay.orchestrator.workflow.decision;

import dev.belay.contracts.StepId;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.orchestrator.plan.step.ApproveStep;
import dev.belay.orchestrator.plan.step.ApproveStep.Shown;
import dev.belay.orchestrator.plan.step.CheckAheadStep;
import dev.belay.orchestrator.plan.step.PrepareStep;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.RequireRehearsalStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a deployment has found out until now that a question may show. */
public final class Facts {
    private static final int LONGEST = 600;

    private final Map<Shown, List<String>> found = new EnumMap<>(Shown.class);

    /** Keeps what a step has found where a question may show it. */
    public void keep(StepId step, StepDefinition definition, List<Evidence> evidence) {
        if (definition instanceof CheckAheadStep) {
            add(Shown.MIGRATIONS, step, evidence);
        } else if (definition instanceof RehearseStep || definition instanceof RequireRehearsalStep) {
            add(Shown.REHEARSAL, step, evidence);
        } else if (definition instanceof PrepareStep) {
            List<Evidence> changes = evidence.stream()
                    .filter(one -> one.label().equals(RolloutWork.CHANGES))
                    .toList();
            if (!changes.isEmpty()) {
                add(Shown.CHANGES, step, changes);
            }
        }
    }

    private void add(Shown about, StepId step, List<Evidence> evidence) {
        String all = evidence.stream().map(Facts::onOneLine).collect(Collectors.joining("; "));
        found.computeIfAbsent(about, key -> new ArrayList<>())
                .add(step + ": "
                        + (all.length() > LONGEST ? all.substring(0, LONGEST) + "… (" + step + " says the rest)" : all)
                        + ".");
    }

    private static String onOneLine(Evidence one) {
        return one.label() + ": " + one.value().lines().map(String::strip).collect(Collectors.joining("; "));
    }

    /** The question with what it shows. */
    String in(ApproveStep approve) {
        StringBuilder text = new StringBuilder(approve.question());
        if (!approve.confirm().isEmpty()) {
            text.append(" To confirm: ")
                    .append(String.join("; ", approve.confirm()))
                    .append(".");
        }
        for (Shown about : approve.show()) {
            text.append(
                            switch (about) {
                                case MIGRATIONS -> " Migrations, by ";
                                case REHEARSAL -> " Rehearsal, by ";
                                case CHANGES -> " Changes, by ";
                            })
                    .append(String.join(" ", found.getOrDefault(about, List.of("no step: there is none."))));
        }
        return text.toString();
    }
}
