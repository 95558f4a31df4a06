package dev.belay.orchestrator.plan.reading.compilation;

import dev.belay.contracts.StepId;
import dev.belay.documents.Mark;
import java.util.Map;
import java.util.Optional;

/** Where the steps of a compiled plan stand in its file; a step that was inserted stands where its cause does. */
public record StepPlaces(String file, Map<StepId, Place> places) {
    public StepPlaces {
        places = Map.copyOf(places);
    }

    public Place of(StepId step) {
        return Optional.ofNullable(places.get(step)).orElse(start());
    }

    /** Where the plan begins. */
    public Place start() {
        return new Place(file, Mark.START, "");
    }

    /** A place in one of the plan's files with its path within the document. */
    public record Place(String file, Mark mark, String path) {}
}
