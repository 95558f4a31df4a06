package dev.belay.notifier.slack.board;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.notifier.wording.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as Slack shows it, made of its events alone.
 *
 * @param origin absent where its first event was not seen
 * @param begins when it is to begin, absent where it begins at once
 * @param question what it waits for a person to decide, absent where nothing is open
 * @param decisions what people have decided, in words, oldest first
 */
public record DeploymentView(
        DeploymentId id,
        @Nullable Origin origin,
        Standing standing,
        List<PhaseView> phases,
        @Nullable Instant begins,
        @Nullable OpenQuestion question,
        List<String> decisions) {
    public DeploymentView {
        phases = List.copyOf(phases);
        decisions = List.copyOf(decisions);
    }

    static DeploymentView unseen(DeploymentId id) {
        return new DeploymentView(id, null, Standing.BEFORE, List.of(), null, null, List.of());
    }

    public DeploymentStatus status() {
        return standing.status();
    }

    /** Whether it has been told to begin at a time, and has not begun. */
    boolean scheduled() {
        return status() == DeploymentStatus.SCHEDULED
                || (status() == DeploymentStatus.WAITING && begins != null && steps().allMatch(StepView::pending));
    }

    /** How people call it. */
    public String subject() {
        return origin == null ? "Deployment " + id : origin.plan() + " on " + origin.environment();
    }

    public Optional<StepView> step(@Nullable StepId step) {
        return steps().filter(known -> known.id().equals(step)).findFirst();
    }

    public Stream<StepView> steps() {
        return phases.stream().flatMap(phase -> phase.steps().stream());
    }

    DeploymentView after(DeploymentEvent event) {
        EventBody body = event.body();
        if (body instanceof EventBody.DeploymentStarted started) {
            return begun(started, event.at());
        }
        if (body instanceof EventBody.StatusChanged changed) {
            OpenQuestion open = changed.status() == DeploymentStatus.WAITING ? question : null;
            return new DeploymentView(
                    id,
                    origin,
                    new Standing(changed.status(), changed.reason(), event.at()),
                    phases,
                    begins,
                    open,
                    decisions);
        }
        if (body instanceof EventBody.StepAdded added) {
            return with(withStep(added.phase(), StepView.of(added.step())));
        }
        if (body instanceof EventBody.StepChanged changed) {
            return with(phases.stream()
                    .map(phase -> changed(phase, changed, event.at()))
                    .toList());
        }
        if (body instanceof EventBody.DecisionNeeded needed) {
            return new DeploymentView(
                    id, origin, standing, phases, begins, new OpenQuestion(event.seq(), needed), decisions);
        }
        if (body instanceof EventBody.DecisionMade made) {
            List<String> further = new ArrayList<>(decisions);
            further.add(Summary.decision(made));
            return new DeploymentView(id, origin, standing, phases, begins, null, further);
        }
        if (body instanceof EventBody.Scheduled scheduled) {
            return beginning(scheduled.startsAt());
        }
        if (body instanceof EventBody.Announced announced) {
            return beginning(announced.begins());
        }
        return this;
    }

    private DeploymentView beginning(Instant at) {
        return new DeploymentView(id, origin, standing, phases, at, question, decisions);
    }

    private DeploymentView begun(EventBody.DeploymentStarted started, Instant at) {
        Origin from = new Origin(
                started.plan().name(),
                started.environment(),
                started.requestedBy(),
                started.parameters(),
                started.comment(),
                at);
        List<PhaseView> planned = started.plan().phases().stream()
                .map(phase -> new PhaseView(
                        phase.name(), phase.steps().stream().map(StepView::of).toList()))
                .toList();
        return new DeploymentView(id, from, standing, planned, begins, question, decisions);
    }

    private static PhaseView changed(PhaseView phase, EventBody.StepChanged change, Instant at) {
        return phase.steps().stream()
                .filter(step -> step.id().equals(change.step()))
                .findFirst()
                .map(step -> phase.with(step.after(change, at)))
                .orElse(phase);
    }

    private List<PhaseView> withStep(String phase, StepView step) {
        List<PhaseView> further = new ArrayList<>(phases);
        for (int index = 0; index < further.size(); index++) {
            if (further.get(index).name().equals(phase)) {
                further.set(index, further.get(index).and(step));
                return further;
            }
        }
        further.add(new PhaseView(phase, List.of(step)));
        return further;
    }

    private DeploymentView with(List<PhaseView> other) {
        return new DeploymentView(id, origin, standing, other, begins, question, decisions);
    }
}
