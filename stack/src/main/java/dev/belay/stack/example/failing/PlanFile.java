package dev.belay.stack.example.failing;

import dev.belay.documents.Findings;
import dev.belay.documents.UsedFiles;
import dev.belay.examples.production.Example;
import dev.belay.stack.StackFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A plan of an example as it is sent.
 *
 * @param name of its file
 * @param used the texts of the files that it uses, by their paths
 */
public record PlanFile(String name, String text, Map<String, String> used) {
    public PlanFile {
        used = Map.copyOf(used);
    }

    /** Reads a plan of the example, and the files that it uses. */
    public static PlanFile of(Example example, String name) {
        Path file = example.plan(name);
        String text = read(file);
        Findings findings = new Findings(name);
        Map<String, String> used = UsedFiles.read(example.source(), text, findings);
        if (!findings.isEmpty()) {
            throw new StackFailed("%s cannot be used: %s".formatted(file, findings.list()));
        }
        return new PlanFile(name, text, used);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new StackFailed("%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    /** Its steps, with those of used files in their places. */
    public PlanSteps steps() {
        return new PlanSteps(name, text, used);
    }
}
