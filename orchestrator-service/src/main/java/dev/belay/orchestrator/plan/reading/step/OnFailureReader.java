package dev.belay.orchestrator.plan.reading.step;

import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.OnFailure;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what follows where a step fails: a word, or {@code {ask: {offer: [task]}}}. */
record OnFailureReader(OnFailure what, List<String> offers) {
    private static final String KEY = "onFailure";
    private static final List<String> WORDS = List.of("rollback", "ask", "note");

    static OnFailureReader of(Section step) {
        Optional<Node> value = step.fields().find(KEY);
        if (value.isPresent() && value.get() instanceof Node.Mapping) {
            return new OnFailureReader(OnFailure.ASK, offers(step));
        }
        OnFailure what = step.fields()
                .oneOf(KEY, WORDS)
                .map(text -> OnFailure.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(OnFailure.ROLLBACK);
        return new OnFailureReader(what, List.of());
    }

    private static List<String> offers(Section step) {
        Optional<Section> onFailure = step.inner(KEY);
        Optional<Section> ask = onFailure.flatMap(section -> section.inner("ask"));
        List<String> offers = ask.map(OnFailureReader::tasks).orElse(List.of());
        if (ask.isEmpty()) {
            onFailure.ifPresent(section -> section.fields().missing("ask", "{offer: [task]}"));
        }
        ask.ifPresent(section -> section.finish(Part.OFFERS));
        onFailure.ifPresent(section -> section.finish(Part.FAILURE));
        return offers;
    }

    private static List<String> tasks(Section ask) {
        List<String> tasks = ask.fields().list("offer").stream()
                .flatMap(item -> ask.text(item, "offer").stream())
                .distinct()
                .toList();
        if (tasks.isEmpty()) {
            ask.fields().missing("offer", "a list of tasks of the environment");
        }
        return tasks;
    }
}
