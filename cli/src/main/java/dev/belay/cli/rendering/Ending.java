package dev.belay.cli.rendering;

import dev.belay.cli.text.Amounts;
import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.text.Words;
import dev.belay.cli.timeline.Timeline;
import dev.belay.cli.timeline.TimelineStep;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody.DecisionMade;
import dev.belay.contracts.event.EventBody.DeploymentStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The last lines: how it ended, how long it took, and what is next. */
final class Ending {
    private static final Set<StepStatus> UNCLEAR =
            EnumSet.of(StepStatus.RUNNING, StepStatus.UNDOING, StepStatus.UNKNOWN, StepStatus.UNDO_FAILED);

    private static final String GOES_ON = "The release goes on by itself. Next: follow it:";

    private final Look look;

    Ending(Look look) {
        this.look = look;
    }

    List<Line> of(Timeline timeline, Instant now) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        Tone tone = tone(timeline.status());
        lines.add(Line.indented(2)
                .plus(tone, mark(timeline.status()) + " " + name(timeline.status()))
                .plus(
                        Tone.STRONG,
                        timeline.status() == DeploymentStatus.SCHEDULED
                                ? ""
                                : " after " + Amounts.elapsed(timeline.duration(now))));
        sentences(timeline)
                .forEach(sentence -> Words.wrap(sentence, look.width() - StepLines.INDENT)
                        .forEach(line ->
                                lines.add(Line.indented(StepLines.INDENT).plus(line))));
        command(timeline)
                .ifPresent(command -> lines.add(Line.indented(StepLines.DETAIL).plus(Tone.ACTIVE, command)));
        return lines;
    }

    /** What a reader should know now, in order of weight. */
    static List<String> sentences(Timeline timeline) {
        String environment =
                timeline.started().map(DeploymentStarted::environment).orElse("the environment");
        List<String> sentences = new ArrayList<>();
        if (!timeline.reason().isBlank()) {
            sentences.add(timeline.reason());
        }
        switch (timeline.status()) {
            case SUCCEEDED -> sentences.add("Next: read what was done, and how it was proven:");
            case ROLLED_BACK -> {
                String kept = titles(timeline.toTakeBack());
                sentences.add(
                        kept.isEmpty()
                                ? "Every change to " + environment + " was taken back."
                                : "Kept on " + environment + ": " + kept + ".");
                sentences.add("Next: read what failed and why, mend it, and deploy again:");
            }
            case ROLLBACK_FAILED -> {
                sentences.add(
                        "Not taken back: " + titles(timeline.toTakeBack()) + ". " + environment + " needs people now.");
                sentences.add("Next: read what was done and what was not:");
            }
            case CANCELLED ->
                sentences.add("Nothing on " + environment + " had been changed. Next: read who decided what:");
            case INTERRUPTED -> sentences.addAll(interrupted(timeline, environment));
            case WAITING ->
                sentences.add(
                        timeline.questions().isEmpty() ? GOES_ON : "Next: decide, with one of the commands above.");
            case SCHEDULED -> sentences.add("It begins by itself. Next: follow it:");
            case PENDING, RUNNING, WATCHING, ROLLING_BACK -> sentences.add(GOES_ON);
        }
        return sentences;
    }

    private static List<String> interrupted(Timeline timeline, String environment) {
        List<String> sentences = new ArrayList<>();
        String unclear = titles(timeline.withStatus(UNCLEAR));
        if (!unclear.isEmpty()) {
            sentences.add("Nobody knows what became of " + unclear + ".");
        }
        Optional<DecisionMade> looked = acknowledged(timeline);
        sentences.add(
                looked.isPresent()
                        ? looked.get().by() + " has looked after it; " + environment + " is free again:"
                        : "Next: look at " + environment + ", put right what is half done, then free it:");
        return sentences;
    }

    private static Optional<DecisionMade> acknowledged(Timeline timeline) {
        return timeline.decisions().stream()
                .filter(made -> made.decision() == DecisionKind.ACKNOWLEDGE)
                .findFirst();
    }

    private static String titles(List<TimelineStep> steps) {
        return steps.stream().map(step -> "\"" + step.outline().title() + "\"").collect(Collectors.joining(", "));
    }

    static Optional<String> command(Timeline timeline) {
        return switch (timeline.status()) {
            case SUCCEEDED, ROLLED_BACK, ROLLBACK_FAILED, CANCELLED -> Optional.of(Typed.report(timeline.id()));
            case INTERRUPTED ->
                Optional.of(
                        acknowledged(timeline).isPresent()
                                ? Typed.report(timeline.id())
                                : Typed.acknowledge(timeline.id()));
            case PENDING, SCHEDULED, RUNNING, WATCHING, ROLLING_BACK -> Optional.of(Typed.watch(timeline.id()));
            case WAITING -> timeline.questions().isEmpty() ? Optional.of(Typed.watch(timeline.id())) : Optional.empty();
        };
    }

    static String name(DeploymentStatus status) {
        return status.name().replace('_', ' ');
    }

    static Tone tone(DeploymentStatus status) {
        return switch (status) {
            case SUCCEEDED -> Tone.GOOD;
            case ROLLED_BACK, CANCELLED, WAITING, ROLLING_BACK -> Tone.WARNING;
            case ROLLBACK_FAILED, INTERRUPTED -> Tone.BAD;
            case PENDING, SCHEDULED, RUNNING, WATCHING -> Tone.ACTIVE;
        };
    }

    private String mark(DeploymentStatus status) {
        return switch (status) {
            case SUCCEEDED -> look.glyphs().done();
            case ROLLED_BACK -> look.glyphs().undone();
            case ROLLBACK_FAILED -> look.glyphs().failed();
            case CANCELLED -> look.glyphs().skipped();
            case INTERRUPTED, WAITING -> look.glyphs().question();
            case PENDING, SCHEDULED, RUNNING, WATCHING, ROLLING_BACK ->
                look.glyphs().arrow();
        };
    }
}
