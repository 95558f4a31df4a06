package dev.belay.notifier.slack.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A phase as Slack shows it. */
public record PhaseView(String name, List<StepView> steps) {
    public PhaseView {
        steps = List.copyOf(steps);
    }

    public boolean settled() {
        return steps.stream().allMatch(StepView::settled);
    }

    public boolean pending() {
        return steps.stream().allMatch(StepView::pending);
    }

    public boolean troubled() {
        return steps.stream().anyMatch(StepView::troubled);
    }

    /** From the first step's begin to the newest change. */
    public Duration took() {
        Instant began = times(StepView::began).min(Instant::compareTo).orElse(Instant.EPOCH);
        Instant changed = times(StepView::changed).max(Instant::compareTo).orElse(began);
        return Duration.between(began, changed);
    }

    PhaseView with(StepView step) {
        return new PhaseView(
                name,
                steps.stream()
                        .map(known -> known.id().equals(step.id()) ? step : known)
                        .toList());
    }

    PhaseView and(StepView step) {
        return new PhaseView(
                name, Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    private Stream<Instant> times(
            java.util.function.Function<StepView, @org.jspecify.annotations.Nullable Instant> of) {
        return steps.stream().map(of).filter(Objects::nonNull);
    }
}
