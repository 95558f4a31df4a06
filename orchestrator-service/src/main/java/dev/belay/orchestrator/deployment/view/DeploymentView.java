package dev.belay.orchestrator.deployment.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.LiveProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as people see it.
 *
 * @param interruption absent unless its run ended without saying how
 */
public record DeploymentView(
        DeploymentId id,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Asked asked,
        List<PhaseView> phases,
        @JsonUnwrapped Conversation conversation,
        @JsonUnwrapped Hours hours,
        @Nullable InterruptionView interruption) {
    public DeploymentView {
        phases = List.copyOf(phases);
    }

    /**
     * Where it stands.
     *
     * @param reason why it stands there, may be empty
     * @param lastSeq of the newest event that this shows, 0 where there is none
     */
    public record Standing(
            DeploymentStatus status,
            String reason,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            long lastSeq) {}

    /** What was asked for, and by whom. */
    public record Asked(
            String plan,
            String description,
            String environment,
            Map<String, String> parameters,
            String requestedBy,
            Instant requestedAt,
            String comment) {
        public Asked {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * What is asked of people, what they said, and what they should know.
     *
     * @param warnings what the events say that cannot be
     */
    public record Conversation(
            List<QuestionView> questions, List<DecisionView> decisions, List<NoteView> notes, List<String> warnings) {
        public Conversation {
            questions = List.copyOf(questions);
            decisions = List.copyOf(decisions);
            notes = List.copyOf(notes);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * When it may run.
     *
     * @param scheduledFor absent where it began at once
     * @param scheduledZone the time zone in which people think of that
     * @param window the opening that governs its changes, absent where none does
     */
    public record Hours(
            @Nullable Instant scheduledFor, @Nullable String scheduledZone, EventBody.@Nullable WindowTimes window) {}

    /** Folds the events, which are complete from the first one, and adds the newest progress. */
    public static DeploymentView of(Intent intent, List<DeploymentEvent> events, LiveProgress live) {
        DeploymentHistory history = new DeploymentHistory();
        events.forEach(history::add);
        return history.view(intent, live);
    }

    public DeploymentStatus status() {
        return standing.status();
    }

    public Stream<StepView> steps() {
        return phases.stream().flatMap(phase -> phase.steps().stream());
    }

    /** The same deployment, interrupted; one that has a terminal status of its own keeps that. */
    public DeploymentView interrupted(Interruption cause) {
        if (status().terminal() && status() != DeploymentStatus.INTERRUPTED) {
            return this;
        }
        List<StepId> done = withStatus(Set.of(StepStatus.SUCCEEDED, StepStatus.UNDONE));
        List<StepId> unknown =
                withStatus(Set.of(StepStatus.RUNNING, StepStatus.UNDOING, StepStatus.UNKNOWN, StepStatus.UNDO_FAILED));
        List<DecisionView> decisions = new ArrayList<>(conversation.decisions());
        if (cause.acknowledgement() != null) {
            decisions.add(cause.acknowledgement());
        }
        return new DeploymentView(
                id,
                new Standing(
                        DeploymentStatus.INTERRUPTED,
                        reasonOf(cause, unknown),
                        standing.startedAt(),
                        cause.at(),
                        standing.lastSeq()),
                asked,
                phases,
                new Conversation(List.of(), decisions, conversation.notes(), conversation.warnings()),
                hours,
                new InterruptionView(cause, done, unknown));
    }

    private List<StepId> withStatus(Set<StepStatus> wanted) {
        return steps().filter(step -> wanted.contains(step.status()))
                .map(step -> step.outline().id())
                .toList();
    }

    private static String reasonOf(Interruption cause, List<StepId> unknown) {
        String what = "The run that carried this deployment ended without saying how"
                + (unknown.isEmpty() ? "." : "; nobody knows what became of " + unknown + ".");
        return cause.acknowledgement() == null
                ? what
                        + " Look at the environment, put right what is half done, then acknowledge; it is held until then."
                : what;
    }
}
