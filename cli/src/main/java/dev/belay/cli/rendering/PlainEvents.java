package dev.belay.cli.rendering;

import dev.belay.cli.text.Amounts;
import dev.belay.cli.text.Words;
import dev.belay.cli.timeline.Timeline;
import dev.belay.cli.timeline.TimelineStep;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.event.EventBody.DecisionNeeded;
import dev.belay.contracts.event.EventBody.StepChanged;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Events as a word and a sentence, in plain characters. */
final class PlainEvents {
    private static final int MOST_EVIDENCE = 6;

    private final Timeline timeline;
    private final ZoneId zone;
    private final Map<StepId, Entry> working = new HashMap<>();

    PlainEvents(Timeline timeline, ZoneId zone) {
        this.timeline = timeline;
        this.zone = zone;
    }

    /**
     * What is printed for one event.
     *
     * @param word says which kind of thing happened
     * @param more further lines, for failures and decisions only
     */
    record Entry(String word, String text, List<String> more) {
        Entry {
            text = Words.clean(text);
            more = more.stream().map(Words::clean).toList();
        }
    }

    Optional<Entry> of(DeploymentEvent event) {
        EventBody body = event.body();
        if (body instanceof EventBody.DeploymentStarted started) {
            return Optional.of(started(started));
        }
        if (body instanceof EventBody.StatusChanged changed) {
            return Optional.of(status(changed, event.at()));
        }
        if (body instanceof StepChanged changed) {
            return step(changed, event.at());
        }
        if (body instanceof DecisionNeeded asked) {
            return Optional.of(decision(asked));
        }
        if (body instanceof EventBody.DecisionMade made) {
            return Optional.of(entry("decided", Sentences.decision(made)));
        }
        if (body instanceof EventBody.NotificationRequested request) {
            return Optional.of(entry("notified", Sentences.notification(request)));
        }
        if (body instanceof EventBody.Announced announced) {
            return Optional.of(entry("notified", Sentences.announcement(announced)));
        }
        if (body instanceof EventBody.Watched watched) {
            return Optional.of(entry("watching", Sentences.watched(watched)));
        }
        if (body instanceof EventBody.Noted noted) {
            return Optional.of(entry("note", noted.text()));
        }
        return Optional.empty();
    }

    private static Entry entry(String word, String text) {
        return new Entry(word, text, List.of());
    }

    private Entry started(EventBody.DeploymentStarted started) {
        String parameters = new TreeMap<>(started.parameters())
                .entrySet().stream()
                        .map(parameter -> ", " + parameter.getKey() + " " + parameter.getValue())
                        .collect(Collectors.joining());
        String comment = started.comment().isBlank() ? "" : ": \"" + started.comment() + "\"";
        return entry(
                "started",
                started.plan().name() + " on " + started.environment() + parameters + ", deployment " + timeline.id()
                        + ", by " + started.requestedBy() + comment);
    }

    private Entry status(EventBody.StatusChanged changed, Instant at) {
        String reason = changed.reason().isBlank() ? "" : ": " + changed.reason();
        if (changed.status().terminal()) {
            List<String> more = new ArrayList<>(Ending.sentences(timeline));
            more.remove(changed.reason());
            Ending.command(timeline).ifPresent(command -> more.add("    " + command));
            return new Entry(
                    "ended", changed.status() + " after " + Amounts.elapsed(timeline.duration(at)) + reason, more);
        }
        return changed.status() == DeploymentStatus.ROLLING_BACK
                ? entry(
                        "status",
                        changed.status() + ": " + Headings.ROLLBACK.toLowerCase(java.util.Locale.ROOT) + reason)
                : entry("status", changed.status() + reason);
    }

    private Optional<Entry> step(StepChanged changed, Instant at) {
        TimelineStep step = timeline.step(changed.step()).orElseThrow();
        String title = step.outline().title();
        String note = changed.note().isBlank() ? "" : "; " + changed.note();
        return switch (changed.status()) {
            case PENDING -> Optional.empty();
            case RUNNING -> once(changed, entry("running", step.phase() + ": " + title + about(step) + note));
            case WAITING -> Optional.of(entry("waiting", title + note));
            case SUCCEEDED ->
                Optional.of(entry("done", title + took(step.duration(at)) + note + shown(step.evidence())));
            case FAILED ->
                Optional.of(new Entry("FAILED", title + took(step.duration(at)) + note, lines(step.failure())));
            case UNKNOWN ->
                Optional.of(new Entry(
                        "UNKNOWN", title + ": nobody knows whether it was done" + note, lines(step.failure())));
            case SKIPPED -> Optional.of(entry("skipped", title + note));
            case CANCELLED ->
                Optional.of(new Entry("cancelled", title + took(step.duration(at)) + note, lines(step.failure())));
            case UNDOING -> once(changed, entry("undoing", title + by(step) + note));
            case UNDONE ->
                Optional.of(entry("undone", title + took(step.undoDuration(at)) + note + shown(step.undoEvidence())));
            case UNDO_FAILED ->
                Optional.of(
                        new Entry("NOT BACK", title + took(step.undoDuration(at)) + note, lines(step.undoFailure())));
        };
    }

    /** A step that reads the state before it begins is at work in two executions, which is one thing to people. */
    private Optional<Entry> once(StepChanged changed, Entry entry) {
        return entry.equals(working.put(changed.step(), entry)) ? Optional.empty() : Optional.of(entry);
    }

    Entry progress(TimelineStep step, Progress progress) {
        Long total = progress.total();
        String percent = total == null || total <= 0 ? "" : " (" + ProgressLines.percent(progress.done(), total) + "%)";
        String message = progress.message().isBlank() ? "" : ", " + progress.message();
        return entry(
                "...",
                step.outline().title() + percent + ": " + ProgressLines.amounts(step.pace(), progress, ", ") + message);
    }

    private Entry decision(DecisionNeeded asked) {
        List<String> more = new ArrayList<>();
        more.add(DecisionLines.conditions(timeline, asked, zone));
        for (Typed.Choice choice : Typed.choices(asked, timeline.id())) {
            more.add(choice.meaning() + ":");
            more.add("    " + choice.command());
        }
        return new Entry("DECIDE", asked.text(), more);
    }

    Entry leaving() {
        return new Entry(
                "leaving",
                "The release is " + timeline.status() + " and goes on without this window.",
                List.of(Typed.watch(timeline.id())));
    }

    private static String about(TimelineStep step) {
        String owner = step.outline().owner();
        Duration estimate = step.outline().estimate();
        return (step.attempt() > 1 ? ", attempt " + step.attempt() : "")
                + (owner == null ? "" : ", owner " + owner)
                + (estimate == null ? "" : ", about " + Amounts.duration(estimate));
    }

    private static String by(TimelineStep step) {
        return step.undo().isEmpty() ? "" : ", by: " + step.undo();
    }

    private static String took(Optional<Duration> duration) {
        return duration.map(taken -> " (" + Amounts.duration(taken) + ")").orElse("");
    }

    private static String shown(List<Evidence> evidence) {
        String all = evidence.stream()
                .limit(MOST_EVIDENCE)
                .map(item -> item.label() + " "
                        + Words.lines(item.value()).stream().findFirst().orElse(""))
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "" : ": " + all;
    }

    private static List<String> lines(Optional<Failure> failure) {
        return failure.map(known -> {
                    List<String> lines = new ArrayList<>(Words.lines(known.message()));
                    if (!known.next().isBlank()) {
                        lines.add("What to do: " + known.next());
                    }
                    FailureLines.excerpt(known).forEach(line -> lines.add("| " + line));
                    return lines;
                })
                .orElse(new ArrayList<>());
    }
}
