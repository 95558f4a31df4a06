package dev.belay.orchestrator.plan.validation;

import dev.belay.documents.Finding;
import dev.belay.documents.Findings;
import dev.belay.documents.Nearest;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.reading.compilation.StepPlaces;
import java.util.Collection;
import java.util.List;

/** Collects complaints about steps at the places where the plan has them. */
final class Complaints {
    private final StepPlaces places;
    private final Findings findings;

    Complaints(StepPlaces places) {
        this.places = places;
        this.findings = new Findings(places.file());
    }

    void about(Step step, String code, String message, String found, String expected, String suggestion) {
        StepPlaces.Place place = places.of(step.id());
        findings.in(place.file())
                .report(place.mark(), place.path(), code, named(step) + " " + message, found, expected, suggestion);
    }

    void aboutEnvironment(String code, String message, String found, String expected, String suggestion) {
        StepPlaces.Place start = places.start();
        findings.report(start.mark(), start.path(), code, message, found, expected, suggestion);
    }

    List<Finding> list() {
        return findings.list();
    }

    static String named(Step step) {
        return "Step \"" + step.id() + "\"";
    }

    static String oneOf(Collection<String> names) {
        return names.isEmpty() ? "none, there are none" : "one of " + String.join(", ", names);
    }

    static String didYouMean(String name, Collection<String> names, String otherwise) {
        return Nearest.of(name, names)
                .map(near -> "Did you mean \"" + near + "\"?")
                .orElse(otherwise);
    }
}
