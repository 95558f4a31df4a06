package dev.belay.stack.example;

import dev.belay.documents.Findings;
import dev.belay.documents.UsedFiles;
import dev.belay.examples.production.Example;
import dev.belay.stack.StackFailed;
import java.nio.file.Path;
import java.util.Map;

/**
 * A plan of an example as it is sent.
 *
 * @param name of its file
 * @param used the texts of the files that it uses, by their paths
 */
record PlanFile(String name, String text, Map<String, String> used) {
    PlanFile {
        used = Map.copyOf(used);
    }

    static PlanFile of(Example example, String name) {
        Path file = example.plan(name);
        String text = ExampleStart.read(file);
        Findings findings = new Findings(name);
        Map<String, String> used = UsedFiles.read(example.source(), text, findings);
        if (!findings.isEmpty()) {
            throw new StackFailed("%s cannot be used: %s".formatted(file, findings.list()));
        }
        return new PlanFile(name, text, used);
    }

    /** Its steps, with those of used files in their places. */
    PlanSteps steps() {
        return new PlanSteps(name, text, used);
    }
}
