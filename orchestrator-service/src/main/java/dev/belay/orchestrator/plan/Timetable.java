package dev.belay.orchestrator.plan;

import dev.belay.contracts.StepId;
import dev.belay.orchestrator.plan.timing.Estimate;
import dev.belay.orchestrator.plan.timing.Timing;
import dev.belay.orchestrator.plan.timing.Window;
import dev.belay.orchestrator.plan.timing.Window.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When each step of a plan would begin if everything went as estimated; what nobody estimates takes no time here.
 *
 * @param opening of the window, for the first change; absent where there is no window or no change
 * @param lastMoment the last one at which the promised rollback still fits before the window closes
 */
public record Timetable(
        Instant begins,
        Instant ends,
        List<Entry> entries,
        @Nullable Opening opening,
        @Nullable Instant lastMoment) {
    public Timetable {
        entries = List.copyOf(entries);
    }

    /** One step; it may begin later than the one before it has ended, where that waits for the window. */
    public record Entry(StepId step, Instant begins, Instant ends, boolean changes) {}

    /** The timetable of a plan that begins at the given moment. */
    public static Timetable of(Plan plan, Instant begins, Changes changes) {
        Window window = plan.timing().window();
        Instant cursor = begins;
        Opening opening = null;
        Instant lastMoment = null;
        List<Entry> entries = new ArrayList<>();
        for (List<Step> atOnce : plan.inTurn()) {
            boolean change = atOnce.stream().anyMatch(changes::by);
            if (change && window != null && opening == null) {
                Opening next = window.openingAt(cursor);
                cursor = next.opens().isAfter(cursor) ? next.opens() : cursor;
                opening = next;
                lastMoment = lastMoment(plan.timing(), next);
            }
            Instant end = cursor;
            for (Step step : atOnce) {
                Instant ends = cursor.plus(takes(step));
                entries.add(new Entry(step.id(), cursor, ends, changes.by(step)));
                end = ends.isAfter(end) ? ends : end;
            }
            cursor = end;
        }
        return new Timetable(begins, cursor, entries, opening, lastMoment);
    }

    /** The last moment of an opening at which the plan's promised rollback still fits into it. */
    public static Instant lastMoment(Timing timing, Opening opening) {
        Duration takes = timing.rollbackTakes();
        return takes == null ? opening.closes() : opening.closes().minus(takes);
    }

    public Entry entry(StepId step) {
        return entries.stream()
                .filter(entry -> entry.step().equals(step))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Step \"" + step + "\" is not of this timetable; expected one of " + entries));
    }

    /** The first change that would end too late for the promised rollback. */
    public Optional<Entry> firstTooLate() {
        Instant last = lastMoment;
        return last == null
                ? Optional.empty()
                : entries.stream()
                        .filter(entry -> entry.changes() && entry.ends().isAfter(last))
                        .findFirst();
    }

    private static Duration takes(Step step) {
        Estimate estimate = step.settings().estimate();
        return estimate == null ? Duration.ZERO : estimate.takes();
    }
}
