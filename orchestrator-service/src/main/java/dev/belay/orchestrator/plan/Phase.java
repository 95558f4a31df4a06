package dev.belay.orchestrator.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * A named stretch of a plan.
 *
 * @param keep whether what fails later is taken back to its end, and further only by a person's choice
 */
public record Phase(String name, boolean keep, List<Turn> turns) {
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
                keep,
                turns.stream()
                        .map(turn -> turn instanceof Turn.AtOnce atOnce ? atOnce.estimated(past) : turn)
                        .toList());
    }

    /** Whether its end is a floor; one of which nothing runs has none. */
    public boolean hasFloor() {
        return keep && !steps().isEmpty();
    }
}
