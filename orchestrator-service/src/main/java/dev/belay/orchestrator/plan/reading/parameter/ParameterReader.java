package dev.belay.orchestrator.plan.reading.parameter;

import dev.belay.documents.Findings;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Part;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what a plan declares of its parameters; nothing is interpolated there. */
public final class ParameterReader {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");

    private final Map<String, Parameter> declared = new LinkedHashMap<>();
    private final Map<String, Node> places = new LinkedHashMap<>();
    private final Findings findings;
    private final Node place;

    public ParameterReader(Node root, Findings findings) {
        this.findings = findings;
        Optional<Node> parameters = root instanceof Node.Mapping mapping
                ? Optional.ofNullable(mapping.entries().get("parameters")).map(Node.Entry::value)
                : Optional.empty();
        this.place = parameters.orElse(root);
        parameters.ifPresent(this::readAll);
    }

    public List<Parameter> parameters() {
        return List.copyOf(declared.values());
    }

    Optional<Parameter> find(String name) {
        return Optional.ofNullable(declared.get(name));
    }

    /** Where a parameter is declared; for one that is not, where it would be. */
    Node place(String name) {
        return places.getOrDefault(name, place);
    }

    private void readAll(Node parameters) {
        Section all = new Section(parameters, "\"parameters\" of the plan", findings);
        all.fields().all().forEach((name, value) -> {
            places.put(name, value);
            if (NAME.matcher(name).matches()) {
                declared.put(name, read(name, new Section(value, "parameter \"" + name + "\"", findings)));
            } else {
                all.report(
                        value,
                        "ill-formed",
                        "Parameter name \"" + name + "\" has other characters than a name may have; expected a letter"
                                + " and then letters, digits, _ and -.",
                        name,
                        "a letter and then letters, digits, _ and -",
                        "");
            }
        });
    }

    private static Parameter read(String name, Section section) {
        Parameter parameter = new Parameter(
                name,
                section.fields().text("description").orElse(""),
                section.fields()
                        .text("pattern")
                        .filter(text -> compiles(section, text))
                        .orElse(null),
                section.fields().texts("oneOf"),
                section.fields().text("default").orElse(null));
        parameter
                .findDefault()
                .filter(text -> !parameter.allows(text))
                .ifPresent(text -> section.fields()
                        .find("default")
                        .ifPresent(value -> section.fields().illFormed(value, "default", parameter.expected())));
        section.finish(Part.PARAMETER);
        return parameter;
    }

    private static boolean compiles(Section section, String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException broken) {
            section.fields()
                    .find("pattern")
                    .ifPresent(value -> section.fields()
                            .illFormed(value, "pattern", "a regular expression (" + broken.getDescription() + ")"));
            return false;
        }
    }
}
