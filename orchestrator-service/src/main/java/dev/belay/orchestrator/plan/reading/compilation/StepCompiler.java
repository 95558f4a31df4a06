package dev.belay.orchestrator.plan.reading.compilation;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.Turn;
import dev.belay.orchestrator.plan.reading.step.SettingsReader;
import dev.belay.orchestrator.plan.step.PrepareStep;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.RequireRehearsalStep;
import dev.belay.orchestrator.plan.step.RolloutStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps that can be carried out of the steps that are written: each with the release that applies to it, with
 * preparations and judgements ahead inserted and with checks split where two workers share them.
 */
public final class StepCompiler {
    private static final Set<StepKind> CHANGES_AND_COPIES = EnumSet.of(
            StepKind.MAINTENANCE, StepKind.BACKUP, StepKind.REHEARSE, StepKind.ROLLOUT, StepKind.MIGRATE, StepKind.RUN);

    private final Map<StepId, StepPlaces.Place> places = new LinkedHashMap<>();
    private final Map<String, StepPlaces.Place> rollouts = new LinkedHashMap<>();
    private final Map<String, StepPlaces.Place> tried = new LinkedHashMap<>();
    private final BaselineSteps baselines = new BaselineSteps();
    private final AheadSteps aheads = new AheadSteps();
    private final RehearsedMigrations rehearsed = new RehearsedMigrations();
    private final List<Duration> rehearsedWithin;
    private boolean prepared;
    private @Nullable String version;

    /** @param rehearsedWithin how long ago each rehearsal may have ended that the plan requires */
    public StepCompiler(List<Duration> rehearsedWithin) {
        this.rehearsedWithin = rehearsedWithin;
    }

    public List<Phase> compile(List<DraftPhase> drafts) {
        drafts.stream().flatMap(DraftPhase::steps).filter(DraftStep::runs).forEach(this::findRollout);
        baselines.look(drafts);
        aheads.look(drafts, rollouts.keySet().stream().findFirst().orElse(null));
        rehearsed.look(drafts, rollouts.keySet().stream().findFirst().orElse(null));
        return drafts.stream()
                .map(draft -> new Phase(
                        draft.name(),
                        draft.keep(),
                        draft.turns().stream().flatMap(this::turns).toList()))
                .toList();
    }

    /** Where the compiled steps stand in the plan. */
    public Map<StepId, StepPlaces.Place> places() {
        return places;
    }

    private void findRollout(DraftStep draft) {
        for (StepDefinition part : draft.parts()) {
            if (part instanceof RolloutStep rollout) {
                rollouts.putIfAbsent(rollout.version(), draft.place());
            }
            if (part instanceof RehearseStep rehearse && rehearse.version() != null) {
                tried.putIfAbsent(rehearse.version(), draft.place());
            }
        }
    }

    private Stream<Turn> turns(DraftTurn draft) {
        List<Turn> turns = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        draft.steps().stream().filter(DraftStep::runs).forEach(step -> {
            prepareFor(step).forEach(preparation -> turns.add(new Turn.AtOnce(List.of(preparation))));
            step.parts().forEach(part -> steps.add(step(step, part)));
        });
        if (draft.steps().size() > 1 && !steps.isEmpty()) {
            turns.add(new Turn.AtOnce(steps));
        } else {
            steps.forEach(step -> turns.add(new Turn.AtOnce(List.of(step))));
        }
        for (DraftStep step : draft.steps()) {
            step.leftOut().ifPresent(reason -> turns.add(leftOut(step, reason)));
        }
        return turns.stream();
    }

    private static Turn leftOut(DraftStep draft, String reason) {
        StepDefinition first = draft.parts().get(0);
        return new Turn.LeftOut(new Step(draft.id(), draft.title(), draft.settings(), first, null), reason);
    }

    private List<Step> prepareFor(DraftStep draft) {
        List<Step> preparations = new ArrayList<>();
        boolean due = draft.parts().stream()
                .anyMatch(part -> part.needsRelease() || CHANGES_AND_COPIES.contains(part.kind()));
        if (due && !prepared) {
            prepared = true;
            Map<String, StepPlaces.Place> all = new LinkedHashMap<>(rollouts);
            tried.forEach(all::putIfAbsent);
            all.forEach((prepare, place) -> preparations.add(preparation(prepare, place, preparations.size() + 1)));
            aheads.all().forEach((ahead, place) -> {
                places.put(ahead.id(), place);
                preparations.add(ahead);
            });
            rehearsedWithin.forEach(within -> preparations.add(requirement(within, draft)));
        }
        if (baselines.due(draft) || draft.parts().stream().anyMatch(part -> CHANGES_AND_COPIES.contains(part.kind()))) {
            baselines.take().forEach(baseline -> {
                places.put(baseline.id(), draft.place());
                preparations.add(baseline);
            });
        }
        return preparations;
    }

    /** Every version is prepared at once, since that changes nothing and must not lengthen the downtime. */
    private Step preparation(String prepare, StepPlaces.Place place, int number) {
        StepDefinition definition = new PrepareStep(prepare);
        StepId id = new StepId("prepare-" + number);
        places.put(id, place);
        return new Step(id, Titles.of(definition), SettingsReader.ofPreparation(), definition, prepare);
    }

    private Step requirement(Duration within, DraftStep draft) {
        StepDefinition definition = new RequireRehearsalStep(within);
        StepId id = new StepId("required-" + (rehearsedWithin.indexOf(within) + 1));
        places.put(id, draft.place());
        return new Step(id, Titles.of(definition), SettingsReader.ofAhead(), definition, null);
    }

    private Step step(DraftStep draft, StepDefinition part) {
        if (part instanceof RolloutStep rollout) {
            version = rollout.version();
        }
        boolean second = draft.parts().indexOf(part) > 0;
        StepId id = second ? new StepId(draft.id() + ".migrations") : draft.id();
        places.put(id, draft.place());
        String title = second ? draft.title() + " (migrations)" : draft.title();
        return new Step(id, title, draft.settings(), rehearsed.complete(id, part), versionFor(part));
    }

    private @Nullable String versionFor(StepDefinition part) {
        if (part instanceof RehearseStep rehearse && rehearse.version() != null) {
            return rehearse.version();
        }
        if (version != null || !part.needsRelease()) {
            return version;
        }
        Optional<String> next = rollouts.keySet().stream().findFirst();
        return next.orElse(null);
    }
}
