package dev.belay.orchestrator.plan.step;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a step is taken back. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Undo.ByKind.class, name = "kind"),
    @JsonSubTypes.Type(value = Undo.Restore.class, name = "restore"),
    @JsonSubTypes.Type(value = Undo.ByTask.class, name = "task"),
    @JsonSubTypes.Type(value = Undo.None.class, name = "none"),
})
public sealed interface Undo {

    /** As steps of this kind are taken back: for a task, by the undo that the environment names for it. */
    record ByKind() implements Undo {}

    /** By restoring this deployment's verified backup. */
    record Restore() implements Undo {}

    /** By a task of the environment. */
    record ByTask(String task) implements Undo {}

    /** Not at all, says the plan. */
    record None() implements Undo {}
}
