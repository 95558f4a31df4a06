package dev.belay.orchestrator.plan.reading;

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
        return Optional.ofNullable(places.get(step)).orElse(Place.START);
    }

    /** A place with its path within the document. */
    public record Place(Mark mark, String path) {
        public static final Place START = new Place(Mark.START, "");
    }
}
