package dev.belay.orchestrator.plan.reading.parameter;

import dev.belay.documents.Findings;
import dev.belay.documents.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A value for every declared parameter.
 *
 * <p>One without a usable value gets a stand-in, a character that nobody types, so that one mistake is not complained
 * about again wherever the parameter is used.
 */
public record ParameterValues(Map<String, String> values) {
    static final String STAND_IN = "\uE000";

    public static ParameterValues standingIn(ParameterReader declared) {
        Map<String, String> values = new LinkedHashMap<>();
        declared.parameters().forEach(parameter -> values.put(parameter.name(), STAND_IN));
        return new ParameterValues(values);
    }

    /** The value of a declared parameter. */
    String of(String parameter) {
        return values.getOrDefault(parameter, STAND_IN);
    }

    public static boolean standsIn(String text) {
        return text.contains(STAND_IN);
    }

    /** Settles the values that somebody gave, and complains about what is missing, ill-formed or unknown. */
    public static ParameterValues given(ParameterReader declared, Map<String, String> given, Findings findings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : declared.parameters()) {
            Optional<String> value = Optional.ofNullable(given.get(parameter.name()));
            boolean usable = value.map(parameter::allows).orElse(parameter.defaultValue() != null);
            if (!usable) {
                complain(declared, parameter, value, findings);
            }
            values.put(
                    parameter.name(), usable ? value.or(parameter::findDefault).orElse(STAND_IN) : STAND_IN);
        }
        given.keySet().stream()
                .filter(name -> !values.containsKey(name))
                .sorted()
                .forEach(name -> unknown(declared, name, values.keySet(), findings));
        return new ParameterValues(values);
    }

    private static void complain(
            ParameterReader declared, Parameter parameter, Optional<String> value, Findings findings) {
        String found = value.map(text -> "is \"" + text + "\"").orElse("has no value");
        findings.report(
                declared.place(parameter.name()),
                value.isPresent() ? "ill-formed-parameter" : "missing-parameter",
                "Parameter \"" + parameter.name() + "\" " + found + "; expected " + parameter.expected() + ".",
                value.orElse("nothing"),
                parameter.expected(),
                "Give it with --param " + parameter.name() + "=...");
    }

    private static void unknown(ParameterReader declared, String name, Set<String> known, Findings findings) {
        List<String> names = List.copyOf(known);
        String expected =
                names.isEmpty() ? "none, the plan declares no parameters" : "one of " + String.join(", ", names);
        findings.report(
                declared.place(name),
                "unknown-parameter",
                "Parameter \"" + name + "\" is not declared by the plan; expected " + expected + ".",
                name,
                String.join(", ", names),
                Nearest.of(name, names)
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("Leave it out, or declare it under \"parameters\"."));
    }
}
