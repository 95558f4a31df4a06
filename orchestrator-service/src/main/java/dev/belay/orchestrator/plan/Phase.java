package dev.belay.orchestrator.plan;

import java.util.List;
import java.util.stream.Stream;

/** A named stretch of a plan. */
public record Phase(String name, List<Turn> turns) {
    public Phase {
        turns = List.copyOf(turns);
    }

    /** The steps that run, in their order. */
    public List<Step> steps() {
        return turns.stream()
                .flatMap(turn -> turn instanceof Turn.AtOnce atOnce ? atOnce.steps().stream() : Stream.empty())
                .toList();
    }

    Phase estimated(StepPast past) {
        return new Phase(
                name,
                turns.stream()
                        .map(turn -> turn instanceof Turn.AtOnce atOnce ? atOnce.estimated(past) : turn)
                        .toList());
    }
}
