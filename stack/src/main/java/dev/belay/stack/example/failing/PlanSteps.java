package dev.belay.stack.example.failing;

import dev.belay.contracts.StepKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A plan as a tree that can be changed, and its steps in their order. */
public final class PlanSteps {
    private final Map<String, Object> plan;
    private final List<Place> places = new ArrayList<>();
    private final Map<StepKind, Integer> numbers = new EnumMap<>(StepKind.class);

    /**
     * A step of the plan.
     *
     * @param phase its number, from 0
     * @param keys what the plan says of it, to be changed
     * @param siblings the steps among which it stands
     */
    public record Place(String id, StepKind kind, int phase, Map<String, Object> keys, List<Object> siblings) {}

    /** @param used the texts of the files whose steps stand in the plan's */
    PlanSteps(String name, String text, Map<String, String> used) {
        this.plan = PlainYaml.read(name, text);
        List<Object> phases = phases();
        for (int phase = 0; phase < phases.size(); phase++) {
            List<Object> steps = PlainYaml.list(PlainYaml.mapping(phases.get(phase)), "steps");
            putInPlace(steps, used);
            add(steps, phase);
        }
    }

    private static void putInPlace(List<Object> steps, Map<String, String> used) {
        for (int index = 0; index < steps.size(); index++) {
            Map<String, Object> step = PlainYaml.mapping(steps.get(index));
            if (step.containsKey("use")) {
                String path = String.valueOf(step.get("use"));
                String text = Objects.requireNonNull(used.get(path), path);
                List<Object> its = PlainYaml.list(PlainYaml.read(path, text), "steps");
                if (step.containsKey("only")) {
                    its.forEach(one -> PlainYaml.mapping(one).putIfAbsent("only", step.get("only")));
                }
                steps.remove(index);
                steps.addAll(index, its);
                index += its.size() - 1;
            }
        }
    }

    public boolean declares(String parameter) {
        return plan.get("parameters") instanceof Map<?, ?> declared && declared.containsKey(parameter);
    }

    private List<Object> phases() {
        return PlainYaml.list(plan, "phases");
    }

    private void add(List<Object> steps, int phase) {
        for (Object item : steps) {
            Map<String, Object> step = PlainYaml.mapping(item);
            if (step.containsKey("together")) {
                add(PlainYaml.list(step, "together"), phase);
                continue;
            }
            StepKind kind = Arrays.stream(StepKind.values())
                    .filter(candidate -> step.containsKey(candidate.label()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("A step of no known kind: " + step.keySet()));
            int number = numbers.merge(kind, 1, Integer::sum);
            String id = String.valueOf(step.getOrDefault("id", kind.label() + "-" + number));
            places.add(new Place(id, kind, phase, step, steps));
        }
    }

    public List<Place> all() {
        return places;
    }

    /** Those that are not left out by their {@code only} with these parameters. */
    public List<Place> all(Map<String, String> parameters) {
        return places.stream().filter(place -> isDone(place, parameters)).toList();
    }

    private boolean isDone(Place place, Map<String, String> parameters) {
        Object only = place.keys().get("only");
        if (only == null) {
            return true;
        }
        String[] parameterAndValue = String.valueOf(only).split(" = ", 2);
        return filled("${" + parameterAndValue[0] + "}", parameters).equals(parameterAndValue[1]);
    }

    public Optional<Place> find(String id) {
        return places.stream().filter(place -> place.id().equals(id)).findFirst();
    }

    /** The version that is live after everything before that phase was done, or empty where it rolls none out. */
    public Optional<String> liveBefore(int phase, Map<String, String> parameters) {
        return places.stream()
                .filter(place -> place.phase() < phase && place.kind() == StepKind.ROLLOUT)
                .reduce((earlier, later) -> later)
                .map(place -> filled(String.valueOf(place.keys().get("rollout")), parameters));
    }

    /** The version that is live after that step and all before it, or empty where these roll none out. */
    public Optional<String> liveAfter(String id, Map<String, String> parameters) {
        int last = places.indexOf(find(id).orElseThrow());
        return places.subList(0, last + 1).stream()
                .filter(place -> place.kind() == StepKind.ROLLOUT)
                .reduce((earlier, later) -> later)
                .map(place -> filled(String.valueOf(place.keys().get("rollout")), parameters));
    }

    /** The version that is live at its end. */
    public Optional<String> liveAtTheEnd(Map<String, String> parameters) {
        return liveBefore(phases().size(), parameters);
    }

    /** The number of the first phase that is taken back where a step of that phase fails. */
    public int floor(int phase) {
        int floor = 0;
        for (int before = 0; before < phase; before++) {
            if ("yes".equals(PlainYaml.mapping(phases().get(before)).get("keep"))) {
                floor = before + 1;
            }
        }
        return floor;
    }

    private String filled(String text, Map<String, String> parameters) {
        String filled = text;
        if (plan.get("parameters") instanceof Map<?, ?> declared) {
            for (Map.Entry<?, ?> parameter : declared.entrySet()) {
                String name = String.valueOf(parameter.getKey());
                Object otherwise = PlainYaml.mapping(parameter.getValue()).getOrDefault("default", "");
                filled = filled.replace("${" + name + "}", parameters.getOrDefault(name, String.valueOf(otherwise)));
            }
        }
        return filled;
    }

    public String text() {
        return PlainYaml.write(plan);
    }
}
