package dev.belay.stack.example.failing;

import dev.belay.contracts.StepKind;
import dev.belay.stack.StackFailed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a step fail in earnest, each kind as it can fail: what it looks for is not there, its time is over, or what it
 * runs has done its work and says that it has failed.
 */
public final class Sabotage {
    /** What commands do is made to fail by the environment, see {@link RehearsedEnvironment}. */
    private static final String COMMAND = "the command has done its work and then says that it has failed";

    /** A rehearsal before it must go well, or the step never begins. */
    private static final String FAILS_IN_EARNEST =
            "select 1 / case when starts_with(current_database(), 'belay_copy_') then 1 else 0 end";

    private final PlanSteps plan;
    private final PlanSteps.Place step;
    private final String how;

    private Sabotage(PlanSteps plan, PlanSteps.Place step) {
        this.plan = plan;
        this.step = step;
        this.how = apply();
    }

    /** The plan, read anew, with that step made to fail. */
    public static Sabotage of(PlanFile file, String step) {
        PlanSteps plan = file.steps();
        PlanSteps.Place place = plan.find(step)
                .filter(Sabotage::canFail)
                .orElseThrow(() -> new StackFailed("%s has no step \"%s\" that can be made to fail; expected one of %s."
                        .formatted(
                                file.name(),
                                step,
                                plan.all().stream()
                                        .filter(Sabotage::canFail)
                                        .map(PlanSteps.Place::id)
                                        .collect(Collectors.joining(", ")))));
        return new Sabotage(plan, place);
    }

    public static boolean canFail(PlanSteps.Place place) {
        return Set.of(
                        StepKind.APPROVE,
                        StepKind.BACKUP,
                        StepKind.CHECK,
                        StepKind.MAINTENANCE,
                        StepKind.MIGRATE,
                        StepKind.REHEARSE,
                        StepKind.ROLLOUT,
                        StepKind.RUN,
                        StepKind.WATCH)
                .contains(place.kind());
    }

    public PlanSteps.Place step() {
        return step;
    }

    public PlanSteps plan() {
        return plan;
    }

    /** For people. */
    public String how() {
        return how;
    }

    private String apply() {
        switch (step.kind()) {
            case CHECK -> {
                standBesideItsSmokeCheck();
                once();
                expectTooMuch("database");
                return "one of its queries finds 0 and expects 1";
            }
            case REHEARSE -> {
                once();
                expectTooMuch("afterUpgrade");
                return "a query on the migrated copy finds 0 and expects 1";
            }
            case BACKUP -> {
                step.keys().put("timeout", "1s");
                return "it is given one second";
            }
            case MIGRATE -> {
                if (!(step.keys().get("migrate") instanceof Map<?, ?> migrate) || !migrate.containsKey("online")) {
                    return COMMAND;
                }
                list(PlainYaml.mapping(migrate), "online").add(keys("sql", FAILS_IN_EARNEST, "undo", "select 1"));
                return "its last operation, after all others, divides by zero, but not on a copy";
            }
            case WATCH -> {
                list(step.keys(), "database").add(keys("name", "injected", "sql", "select 1"));
                list(step.keys(), "matrix").add(0, keys("when", "injected over 0", "for", "2s", "do", "rollback"));
                return "something that it watches is too high";
            }
            case APPROVE -> {
                return "the one who is asked says no";
            }
            default -> {
                once();
                return COMMAND;
            }
        }
    }

    private void expectTooMuch(String where) {
        Map<String, Object> database = new LinkedHashMap<>(mapping(step.keys(), where));
        step.keys().put(where, database);
        database.put("rows", new ArrayList<>(list(database, "rows")));
        list(database, "rows").add(keys("sql", "select 0", "expect", "exactly 1"));
    }

    /** What is repeated after the rollback must be the check as it is, and not the one that is made to fail. */
    private void standBesideItsSmokeCheck() {
        if ("yes".equals(step.keys().get("smoke"))) {
            Map<String, Object> asItIs = new LinkedHashMap<>(step.keys());
            asItIs.put("id", step.id() + "-as-it-is");
            step.siblings().add(indexOfStep(), asItIs);
            step.keys().remove("smoke");
            step.keys().put("id", step.id());
        }
    }

    private int indexOfStep() {
        int index = 0;
        while (step.siblings().get(index) != step.keys()) {
            index++;
        }
        return index;
    }

    private void once() {
        step.keys().put("attempts", "1");
    }

    private static Map<String, Object> mapping(Map<String, Object> keys, String key) {
        return PlainYaml.mapping(keys.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>()));
    }

    private static List<Object> list(Map<String, Object> keys, String key) {
        return PlainYaml.list(keys.computeIfAbsent(key, absent -> new ArrayList<>()));
    }

    private static Map<String, Object> keys(String... keysAndTexts) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (int index = 0; index < keysAndTexts.length; index += 2) {
            keys.put(keysAndTexts[index], keysAndTexts[index + 1]);
        }
        return keys;
    }
}
