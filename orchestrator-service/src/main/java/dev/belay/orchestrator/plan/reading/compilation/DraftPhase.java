package dev.belay.orchestrator.plan.reading.compilation;

import java.util.List;
import java.util.stream.Stream;

/** A phase as the plan writes it. */
public record DraftPhase(String name, boolean keep, List<DraftTurn> turns) {
    public DraftPhase {
        turns = List.copyOf(turns);
    }

    Stream<DraftStep> steps() {
        return turns.stream().flatMap(turn -> turn.steps().stream());
    }
}
