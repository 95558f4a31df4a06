package dev.belay.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.belay.orchestrator.plan.step.RolloutStep;
import dev.belay.orchestrator.plan.step.RunStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.plan.step.Undo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .build();

    @Test
    void comesBackFromJsonAsItWent() throws Exception {
        Plan plan = PlanTexts.compiled(
                        "cron: 0 3 1 * *\nrequires: [{rehearsal: same migrations, within: 7d}]\n"
                                + PlanTexts.resource("bookshop.yaml"),
                        Map.of("version", "v2.0.0"))
                .plan();

        assertThat(StepDefinition.class.getPermittedSubclasses())
                .as("the plan has every definition that needs to come back")
                .allMatch(type -> plan.steps().stream().anyMatch(step -> type.isInstance(step.definition())));
        assertThat(mapper.readValue(mapper.writeValueAsString(plan), Plan.class))
                .isEqualTo(plan);
    }

    @Test
    void bringsEveryUndoBack() throws Exception {
        for (Undo undo : List.of(new Undo.ByKind(), new Undo.Restore(), new Undo.ByTask("undo-it"), new Undo.None())) {
            StepDefinition run = new RunStep("do-it", Map.of(), false, undo);

            assertThat(mapper.readValue(mapper.writeValueAsString(run), StepDefinition.class))
                    .isEqualTo(run);
        }
    }

    @Test
    void keepsTheOrderOfSettingsAndArguments() throws Exception {
        Plan plan = PlanTexts.plan("rollout: v2\nsettings: {Z: 1, A: 2, M: 3, B: 4, Y: 5}");

        Plan back = mapper.readValue(mapper.writeValueAsString(plan), Plan.class);

        assertThat(back.steps().get(1).definition())
                .isInstanceOfSatisfying(
                        RolloutStep.class,
                        rollout -> assertThat(rollout.settings().keySet()).containsExactly("Z", "A", "M", "B", "Y"));
    }

    @Test
    void writesTheKindOfAStepOnce() throws Exception {
        String json = mapper.writeValueAsString(
                PlanTexts.plan("notify: Hello").steps().get(0));

        assertThat(json)
                .isEqualTo("{\"id\":\"notify-1\",\"title\":\"Tell: Hello\",\"settings\":{\"owner\":null,"
                        + "\"timeout\":0.0,\"attempts\":1,\"estimate\":null,\"onFailure\":\"ROLLBACK\","
                        + "\"smoke\":false,\"offers\":[]},\"definition\":{\"kind\":\"notify\",\"text\":\"Hello\",\"channel\":null},"
                        + "\"version\":null}");
    }
}
