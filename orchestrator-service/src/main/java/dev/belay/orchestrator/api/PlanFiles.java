package dev.belay.orchestrator.api;

import dev.belay.documents.UsedFiles;
import dev.belay.orchestrator.api.problem.ApiRefusal;
import dev.belay.orchestrator.api.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a body that its plan uses. */
final class PlanFiles {
    private PlanFiles() {}

    static Map<String, String> of(@Nullable Map<String, String> files) {
        if (files == null) {
            return Map.of();
        }
        if (files.size() > UsedFiles.MOST) {
            throw refused(
                    "Field \"files\" has " + files.size() + " files; expected at most " + UsedFiles.MOST + ".",
                    "Put several of them into one.");
        }
        files.forEach((path, text) -> {
            if (!UsedFiles.isPath(path)) {
                throw refused(
                        "Field \"files\" names \"" + path + "\"; expected " + UsedFiles.PATH_EXPECTED + ".",
                        "Name it as the plan does.");
            }
            if (text == null) {
                throw refused("File \"" + path + "\" is null; expected its text.", "Send its text, or leave it out.");
            }
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > UsedFiles.LARGEST) {
                throw refused(
                        "File \"" + path + "\" has " + bytes + " bytes; expected at most " + UsedFiles.LARGEST + ".",
                        "Divide it, or leave it out.");
            }
        });
        return Map.copyOf(files);
    }

    private static ApiRefusal refused(String why, String next) {
        return new ApiRefusal(ProblemCode.VALUE_INVALID, why, next);
    }
}
