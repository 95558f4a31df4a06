package dev.belay.orchestrator.plan.reading;

import java.util.List;
import java.util.stream.Stream;

/** A phase as the plan writes it. */
record DraftPhase(String name, boolean keep, List<DraftTurn> turns) {
    DraftPhase {
        turns = List.copyOf(turns);
    }

    Stream<DraftStep> steps() {
        return turns.stream().flatMap(turn -> turn.steps().stream());
    }
}
