package dev.belay.healthcheck.verdict;

import dev.belay.documents.Nearest;
import dev.belay.worker.execution.Execution;
import java.util.Set;
import java.util.TreeSet;

/** Says that an environment does not name a thing, and which it does. */
public final class Lacking {
    private Lacking() {}

    public static String sentence(Execution execution, String thing, String name, Set<String> known) {
        return "Environment \"" + execution.environment().name() + "\" has no " + thing + " \"" + name + "\"; it has "
                + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))) + "."
                + Nearest.of(name, known)
                        .map(nearest -> " Did you mean \"" + nearest + "\"?")
                        .orElse("");
    }
}
