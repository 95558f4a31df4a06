package dev.belay.orchestrator.plan.reading.step;

import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.orchestrator.plan.reading.check.DatabaseReader;
import dev.belay.orchestrator.plan.reading.check.MigrationsReader;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.step.CopyExpectations;
import dev.belay.orchestrator.plan.step.RehearsalBudget;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import java.util.List;
import java.util.Optional;

/** Reads a rehearsal; which migrations it tries is found out once the whole plan has been read. */
final class RehearseReader {
    private RehearseReader() {}

    static StepDefinition read(Section step) {
        step.fields().oneOf("rehearse", List.of("database"));
        CopyExpectations afterUpgrade = expectations(step, "afterUpgrade");
        Optional<Boolean> downgrade = step.fields().flag("downgrade");
        CopyExpectations afterDowngrade = expectations(step, "afterDowngrade");
        RehearsalBudget budget = step.inner("budget")
                .map(section -> {
                    RehearsalBudget read = new RehearsalBudget(
                            section.duration("duration").orElse(null),
                            section.duration("lock").orElse(null));
                    section.finish(Part.BUDGET);
                    return read;
                })
                .orElse(new RehearsalBudget(null, null));
        if (downgrade.filter(yes -> !yes).isPresent() && step.fields().has("afterDowngrade")) {
            step.report(
                    step.fields().node(),
                    "not-together",
                    step.thing("afterDowngrade")
                            + " stands beside \"downgrade: no\", so nothing is taken back that could"
                            + " be looked at.",
                    "both",
                    "one of the two",
                    "Remove one of them.");
        }
        return new RehearseStep(
                step.name("version", DefinitionReader.VERSION, DefinitionReader.VERSION_EXPECTED)
                        .orElse(null),
                List.of(),
                afterUpgrade,
                downgrade
                        .map(yes -> yes ? RehearseStep.Downgrade.YES : RehearseStep.Downgrade.NO)
                        .orElse(RehearseStep.Downgrade.WHERE_PLANNED),
                afterDowngrade,
                budget);
    }

    private static CopyExpectations expectations(Section step, String key) {
        return step.inner(key)
                .map(section -> {
                    Optional<MigrationsExpectation> migrations = MigrationsReader.read(section);
                    DatabaseExpectations database = DatabaseReader.read(section);
                    return new CopyExpectations(database, migrations.orElse(null));
                })
                .orElse(CopyExpectations.NOTHING);
    }
}
