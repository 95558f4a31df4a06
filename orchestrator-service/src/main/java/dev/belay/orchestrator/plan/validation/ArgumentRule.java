package dev.belay.orchestrator.plan.validation;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.orchestrator.plan.Step;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A task is given the arguments that its commands take, all of them and no others. */
record ArgumentRule(Complaints complaints) {

    /**
     * A task of which its worker has not said what it takes is judged when it runs.
     *
     * @param does what the step does with the task, before its name
     */
    void judge(Step step, String does, Manifest.Task task, Map<String, String> given) {
        Set<String> takes = task.arguments();
        if (takes == null) {
            return;
        }
        String expected = takes.isEmpty() ? "none" : String.join(", ", takes);
        for (String name : new TreeSet<>(given.keySet())) {
            if (!takes.contains(name)) {
                complaints.about(
                        step,
                        "unknown-argument",
                        does + " \"" + task.name() + "\" with argument \"" + name
                                + "\", which it does not take; expected " + expected + ".",
                        name,
                        expected,
                        Complaints.didYouMean(
                                name, takes, "Take it out of \"with\", or use it in the task's command."));
            }
        }
        Set<String> missing = new TreeSet<>(takes);
        missing.removeAll(given.keySet());
        if (!missing.isEmpty()) {
            String lacking = String.join(", ", missing);
            complaints.about(
                    step,
                    "missing-argument",
                    does + " \"" + task.name() + "\", which takes " + expected + ", without " + lacking + ".",
                    "no " + lacking,
                    expected,
                    "Give it under \"with\" of a step that runs the task; what is offered or takes back gets none.");
        }
    }
}
