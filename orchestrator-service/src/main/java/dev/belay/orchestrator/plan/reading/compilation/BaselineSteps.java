package dev.belay.orchestrator.plan.reading.compilation;

import dev.belay.contracts.StepId;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogExpectation;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.reading.step.SettingsReader;
import dev.belay.orchestrator.plan.step.BaselineStep;
import dev.belay.orchestrator.plan.step.CheckStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.WatchStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The steps that note, before the first change, what later steps compare with; none where nothing compares. */
final class BaselineSteps {
    private final Set<String> logs = new LinkedHashSet<>();
    private final Map<String, RowsExpectation> rows = new LinkedHashMap<>();
    private final Set<String> queries = new LinkedHashSet<>();
    private final Set<HttpProbe> requests = new LinkedHashSet<>();
    private final Map<StepId, WatchSeries> watches = new LinkedHashMap<>();
    private boolean taken;

    /** Finds out what the steps of a plan compare with. */
    void look(List<DraftPhase> phases) {
        phases.stream()
                .flatMap(DraftPhase::steps)
                .filter(DraftStep::runs)
                .forEach(step -> step.parts().forEach(part -> look(step, part)));
    }

    private void look(DraftStep step, StepDefinition part) {
        if (part instanceof WatchStep watch && watch.comparesWithBefore()) {
            watches.put(step.id(), compared(watch));
        }
        if (part instanceof CheckStep check) {
            check.logs().stream().map(LogExpectation::source).forEach(logs::add);
            check.comparedRows().forEach(each -> rows.putIfAbsent(each.sql(), each));
            queries.addAll(check.timedQueries());
            requests.addAll(check.timedRequests());
        }
    }

    /** Whether the step itself compares with it. */
    boolean due(DraftStep step) {
        return step.parts().stream()
                .anyMatch(part -> part instanceof CheckStep check
                        ? check.comparesWithBefore()
                        : part instanceof WatchStep watch && watch.comparesWithBefore());
    }

    /** The steps, once. */
    List<Step> take() {
        List<StepDefinition> definitions = new ArrayList<>();
        if (!taken && !(logs.isEmpty() && rows.isEmpty() && queries.isEmpty() && requests.isEmpty())) {
            definitions.add(new BaselineStep(
                    null,
                    WatchSeries.NOTHING,
                    List.copyOf(logs),
                    List.copyOf(rows.values()),
                    List.copyOf(queries),
                    List.copyOf(requests)));
        }
        if (!taken) {
            watches.forEach((watch, series) -> definitions.add(new BaselineStep(watch, series, List.of())));
        }
        taken = true;
        return IntStream.range(0, definitions.size())
                .mapToObj(index -> step(index + 1, definitions.get(index)))
                .toList();
    }

    private static Step step(int number, StepDefinition definition) {
        return new Step(
                new StepId("baseline-" + number), Titles.of(definition), SettingsReader.ofBaseline(), definition, null);
    }

    /** The series that a rule compares with before; lines of logs have no before. */
    private static WatchSeries compared(WatchStep watch) {
        Set<String> names = new LinkedHashSet<>();
        watch.matrix().forEach(rule -> {
            WatchRule.Bound bound = rule.rule().bound();
            String series = rule.rule().series();
            if (bound != null && bound.timesBefore() && series != null) {
                names.add(series);
            }
        });
        WatchSeries series = watch.series();
        boolean http = names.contains(WatchSeries.PROBE_P95) || names.contains(WatchSeries.PROBE_ERRORS);
        return new WatchSeries(
                http ? series.http() : List.of(),
                series.prometheus().stream()
                        .filter(query -> names.contains(query.name()))
                        .toList(),
                series.database().stream()
                        .filter(query -> names.contains(query.name()))
                        .toList(),
                List.of());
    }
}
