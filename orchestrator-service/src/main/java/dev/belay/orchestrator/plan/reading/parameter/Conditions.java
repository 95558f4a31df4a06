package dev.belay.orchestrator.plan.reading.parameter;

import dev.belay.documents.Nearest;
import dev.belay.documents.Node;
import dev.belay.orchestrator.plan.reading.grammar.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads under which condition a part of a plan is done, and judges it by the values of the parameters.
 *
 * @param asked filled while reading: the values that conditions ask for, by their parameters
 */
public record Conditions(ParameterReader declared, ParameterValues values, Map<String, Set<String>> asked) {
    private static final Pattern EQUALITY = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)\\s*=\\s*([^\\s=].*)");
    private static final String EXPECTED = "a parameter and its value, such as \"grade = critical\"";

    public Conditions(ParameterReader declared, ParameterValues values) {
        this(declared, values, new LinkedHashMap<>());
    }

    /** Why the part is left out; empty where it is done, and where its condition cannot be read. */
    public Optional<String> leftOut(Section section) {
        Optional<String> text = section.fields().text("only");
        Optional<Node> place = section.fields().find("only");
        if (text.isEmpty() || place.isEmpty()) {
            return Optional.empty();
        }
        Matcher equality = EQUALITY.matcher(text.get().strip());
        if (!equality.matches()) {
            section.fields().illFormed(place.get(), "only", EXPECTED);
            return Optional.empty();
        }
        return declared.find(equality.group(1))
                .map(parameter -> leftOut(section, place.get(), parameter, equality.group(2)))
                .orElseGet(() -> unknown(section, place.get(), equality.group(1)));
    }

    private Optional<String> leftOut(Section section, Node place, Parameter parameter, String wanted) {
        if (!parameter.allows(wanted) && !ParameterValues.standsIn(wanted)) {
            section.report(
                    place,
                    "never-so",
                    section.thing("only") + " asks for " + parameter.name() + " = " + wanted
                            + ", which can never be; expected " + parameter.expected() + ".",
                    wanted,
                    parameter.expected(),
                    Section.didYouMean(wanted, parameter.oneOf()));
            return Optional.empty();
        }
        asked.computeIfAbsent(parameter.name(), name -> new TreeSet<>()).add(wanted);
        String value = values.of(parameter.name());
        return value.equals(wanted) || ParameterValues.standsIn(value)
                ? Optional.empty()
                : Optional.of("Only where " + parameter.name() + " = " + wanted + ", and " + parameter.name() + " is "
                        + value);
    }

    private Optional<String> unknown(Section section, Node place, String name) {
        List<String> names = declared.parameters().stream().map(Parameter::name).toList();
        section.report(
                place,
                "unknown-parameter",
                "Parameter \"" + name + "\" of " + section.thing("only") + " is not declared by the plan; expected "
                        + (names.isEmpty() ? "none" : "one of " + String.join(", ", names)) + ".",
                name,
                String.join(", ", names),
                Nearest.of(name, names)
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("Declare it under \"parameters\"."));
        return Optional.empty();
    }
}
