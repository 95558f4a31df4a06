package dev.belay.stack.example;

import dev.belay.examples.production.Example;
import dev.belay.stack.example.failing.PlanSteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be shown of an example. Without a failure, a way back and a variant, one release succeeds.
 *
 * @param parameters of the plan
 * @param failing the steps that are made to fail, each in a release of its own
 * @param releases whether a release follows in which nothing fails
 * @param backTo how far a release is taken back that has succeeded so far
 * @param variant what is otherwise with the system or the plan, for which a step has to fail
 */
record ExampleCourse(
        Map<String, String> parameters,
        List<String> failing,
        boolean releases,
        Optional<String> backTo,
        Optional<Example.Variant> variant) {
    ExampleCourse {
        parameters = Map.copyOf(parameters);
        failing = List.copyOf(failing);
    }

    boolean succeeds() {
        return releases || failing.isEmpty() && backTo.isEmpty() && variant.isEmpty();
    }

    /** The same with another plan, which may take fewer parameters. */
    ExampleCourse of(PlanSteps plan) {
        Map<String, String> its = new LinkedHashMap<>(parameters);
        its.keySet().removeIf(name -> !plan.declares(name));
        return new ExampleCourse(its, failing, releases, backTo, variant);
    }
}
