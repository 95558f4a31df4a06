package dev.belay.orchestrator.plan.reading;

import dev.belay.documents.Findings;
import dev.belay.documents.Node;
import dev.belay.documents.UsedFiles;
import dev.belay.documents.YamlDocument;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import dev.belay.orchestrator.plan.reading.parameter.Interpolation;
import dev.belay.orchestrator.plan.reading.parameter.ParameterValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of steps that a plan uses.
 *
 * @param findings where complaints about it go
 */
record UsedFile(String path, List<Node> steps, Findings findings) {
    UsedFile {
        steps = List.copyOf(steps);
    }

    /** The files that came with the plan. */
    record Directory(Map<String, String> texts, ParameterValues values, Findings findings) {
        Directory {
            texts = Map.copyOf(texts);
        }

        /** The file that a step uses; empty, with a finding, where there is none that can be read. */
        Optional<UsedFile> find(Section use) {
            String path = use.fields().requireText("use", UsedFiles.PATH_EXPECTED);
            Node place = use.fields().find("use").orElse(use.fields().node());
            if (path.isEmpty()) {
                return Optional.empty();
            }
            if (!UsedFiles.isPath(path)) {
                use.fields().illFormed(place, "use", UsedFiles.PATH_EXPECTED);
                return Optional.empty();
            }
            Optional<String> text = Optional.ofNullable(texts.get(path));
            if (text.isEmpty()) {
                missing(use, place, path);
            }
            return text.flatMap(found -> read(path, found));
        }

        private void missing(Section use, Node place, String path) {
            String there = texts.isEmpty()
                    ? "none came with it"
                    : String.join(", ", texts.keySet().stream().sorted().toList());
            use.report(
                    place,
                    "missing-file",
                    "File \"" + path + "\", which the plan uses, did not come with it; expected one of its files, "
                            + there + ".",
                    path,
                    there,
                    Section.didYouMean(path, List.copyOf(texts.keySet())));
        }

        private Optional<UsedFile> read(String path, String text) {
            Findings inFile = findings.in(path);
            return YamlDocument.read(text, inFile).map(root -> {
                Section file = new Section(new Interpolation(values, inFile).apply(root), "file " + path, inFile);
                List<Node> steps = file.fields().list("steps");
                if (steps.isEmpty() && root instanceof Node.Mapping) {
                    file.fields().missing("steps", "at least one step");
                }
                file.finish(Part.USED);
                return new UsedFile(path, steps, inFile);
            });
        }
    }
}
