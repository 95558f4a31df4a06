package dev.belay.orchestrator.launch;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.documents.Durations;
import dev.belay.orchestrator.deployment.preview.PlanPreview;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.Timetable;
import dev.belay.orchestrator.plan.UndoEstimates;
import dev.belay.orchestrator.plan.timing.Estimate;
import dev.belay.orchestrator.plan.timing.Window;
import dev.belay.orchestrator.workflow.event.Outlines;
import dev.belay.orchestrator.workflow.preview.Preview;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what would happen, when, and how long it takes. */
final class PreviewComposition {
    private final String environment;
    private final Plan plan;
    private final Timetable timetable;
    private final Preview preview;
    private final UndoEstimates undoing;

    PreviewComposition(String environment, Plan plan, Timetable timetable, Preview preview, UndoEstimates undoing) {
        this.environment = environment;
        this.plan = plan;
        this.timetable = timetable;
        this.preview = preview;
        this.undoing = undoing;
    }

    PlanPreview preview() {
        List<PlanPreview.PlannedStep> steps = new ArrayList<>();
        LooksOfPlan looks = new LooksOfPlan(plan);
        for (Phase phase : plan.phases()) {
            for (Step step : phase.steps()) {
                Timetable.Entry entry = timetable.entry(step.id());
                steps.add(new PlanPreview.PlannedStep(
                        phase.name(),
                        Outlines.of(step),
                        entry.begins(),
                        looks.of(step),
                        asks(entry),
                        ifFails(step.id())));
            }
        }
        return new PlanPreview(
                new PlanPreview.About(plan.name(), plan.description(), environment),
                new PlanPreview.Hours(
                        timetable.begins(),
                        timetable.ends(),
                        Duration.between(timetable.begins(), timetable.ends()),
                        plan.timing().rollbackTakes(),
                        window()),
                steps,
                warnings(steps));
    }

    private EventBody.@Nullable WindowTimes window() {
        Window window = plan.timing().window();
        Window.Opening opening = timetable.opening();
        return window == null || opening == null
                ? null
                : new EventBody.WindowTimes(
                        opening.opens(),
                        opening.closes(),
                        Timetable.lastMoment(plan.timing(), opening),
                        window.zone().getId());
    }

    private @Nullable String asks(Timetable.Entry entry) {
        Optional<String> asked = preview.asked().stream()
                .filter(question -> question.step().equals(entry.step()))
                .map(Preview.Asked::text)
                .findFirst();
        Instant last = timetable.lastMoment();
        return entry.changes() && last != null && entry.begins().isAfter(last)
                ? "So late a change begins only if a person says so."
                : asked.orElse(null);
    }

    private PlanPreview.@Nullable IfFails ifFails(StepId step) {
        return preview.failures().stream()
                .filter(failure -> failure.step().equals(step))
                .map(this::ifFails)
                .findFirst()
                .orElse(null);
    }

    private PlanPreview.IfFails ifFails(Preview.IfFails failure) {
        List<PlanPreview.UndoStep> undo =
                failure.undone().stream().map(this::undo).toList();
        List<Optional<Duration>> parts = Stream.concat(
                        undo.stream().map(step -> Optional.ofNullable(step.estimate())),
                        failure.checked().stream().map(this::takes))
                .toList();
        return new PlanPreview.IfFails(
                failure.ends(),
                undo,
                failure.checked(),
                parts.stream().flatMap(Optional::stream).reduce(Duration.ZERO, Duration::plus),
                (int) parts.stream().filter(Optional::isEmpty).count(),
                failure.asked().stream()
                        .map(asked -> new PlanPreview.Asked(asked.step(), asked.text()))
                        .toList());
    }

    private PlanPreview.UndoStep undo(Preview.Undone undone) {
        Optional<Estimate> estimate = plan.findStep(undone.steps().get(0))
                .flatMap(step -> undone.restores() ? restoring(step) : undoing.of(step));
        return new PlanPreview.UndoStep(
                undone.steps(),
                undone.how(),
                estimate.map(Estimate::takes).orElse(null),
                estimate.map(Estimate::basis).orElse(null));
    }

    /** As it was before, or else as long as the backup takes that is restored. */
    private Optional<Estimate> restoring(Step step) {
        return undoing.known(step)
                .or(() -> plan.steps().stream()
                        .takeWhile(before -> !before.id().equals(step.id()))
                        .filter(before -> before.kind() == StepKind.BACKUP)
                        .reduce((first, second) -> second)
                        .flatMap(backup -> Optional.ofNullable(backup.settings().estimate()))
                        .map(backup -> Estimate.byDefault(backup.takes())));
    }

    private Optional<Duration> takes(StepId check) {
        return plan.findStep(check)
                .flatMap(step -> Optional.ofNullable(step.settings().estimate()))
                .map(Estimate::takes);
    }

    private List<String> warnings(List<PlanPreview.PlannedStep> steps) {
        List<String> warnings = new ArrayList<>();
        timetable
                .firstTooLate()
                .ifPresent(
                        entry -> warnings.add(
                                "Step \"" + entry.step() + "\" would end after the last moment from which"
                                        + " a rollback still fits; started so, it comes too late. Start later, for the next window."));
        Duration promised = plan.timing().rollbackTakes();
        for (PlanPreview.PlannedStep step : steps) {
            PlanPreview.IfFails failure = step.ifFails();
            if (promised != null && failure != null && failure.takes().compareTo(promised) > 0) {
                warnings.add("Where step \"" + step.outline().id() + "\" fails, taking everything back takes about "
                        + Durations.format(failure.takes()) + "; the plan promises at most "
                        + Durations.format(promised) + ".");
            }
        }
        return warnings;
    }
}
