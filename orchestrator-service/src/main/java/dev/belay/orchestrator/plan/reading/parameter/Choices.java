package dev.belay.orchestrator.plan.reading.parameter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The values that the parameters could have as well, as far as they decide what is left out. */
public final class Choices {
    private static final int MOST = 64;

    private Choices() {}

    /** Every combination but the given one; of very many, the first ones. */
    public static List<Map<String, String>> besides(Map<String, String> given, Conditions conditions) {
        Map<String, String> chosen = new LinkedHashMap<>();
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, Set<String>> asked : conditions.asked().entrySet()) {
            String name = asked.getKey();
            Parameter parameter = conditions.declared().find(name).orElseThrow();
            String value = given.getOrDefault(name, parameter.findDefault().orElse(""));
            chosen.put(name, value);
            Set<String> values = new TreeSet<>(parameter.oneOf().isEmpty() ? asked.getValue() : parameter.oneOf());
            values.add(value);
            combinations = with(combinations, name, values);
        }
        return combinations.stream()
                .filter(combination -> !combination.equals(chosen))
                .toList();
    }

    private static List<Map<String, String>> with(List<Map<String, String>> before, String name, Set<String> values) {
        List<Map<String, String>> combinations = new ArrayList<>();
        for (Map<String, String> combination : before) {
            for (String value : values) {
                Map<String, String> longer = new LinkedHashMap<>(combination);
                longer.put(name, value);
                combinations.add(longer);
            }
        }
        return combinations.subList(0, Math.min(MOST, combinations.size()));
    }
}
