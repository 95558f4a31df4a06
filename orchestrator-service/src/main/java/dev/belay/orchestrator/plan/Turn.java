package dev.belay.orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What has its turn in a phase. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "turn")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Turn.AtOnce.class, name = "at-once"),
    @JsonSubTypes.Type(value = Turn.LeftOut.class, name = "left-out"),
})
public sealed interface Turn {

    /** Steps that run at once; mostly one. */
    record AtOnce(List<Step> steps) implements Turn {
        public AtOnce {
            steps = List.copyOf(steps);
        }

        Turn estimated(StepPast past) {
            return new AtOnce(steps.stream()
                    .map(step -> past.doing(step).map(step::estimated).orElse(step))
                    .toList());
        }
    }

    /**
     * A step that does not run.
     *
     * @param reason for people, such as "only where grade = critical, and grade is ordinary"
     */
    record LeftOut(Step step, String reason) implements Turn {}
}
