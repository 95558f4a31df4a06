package dev.belay.orchestrator.workflow.rollback;

import static dev.belay.contracts.event.DecisionKind.CLOSE;
import static dev.belay.contracts.event.DecisionKind.DONE;
import static dev.belay.contracts.event.DecisionKind.ROLLBACK;

import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.MigrateUndoForecastWork;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.UndoForecastWork;
import dev.belay.contracts.work.Work;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Question;
import dev.belay.orchestrator.workflow.execution.Assignment;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks a person before an undo drops what was written since the step: counted first, what is not known said as such.
 *
 * <p>Once somebody has agreed, the same undo is not asked about again.
 */
final class WrittenSince {
    private static final Duration READ = Duration.ofMinutes(10);

    private final Decisions decisions;
    private final Executor executor;
    private final Set<StepId> agreed = new HashSet<>();

    WrittenSince(Decisions decisions, Executor executor) {
        this.decisions = decisions;
        this.executor = executor;
    }

    /** Empty where the undo may go on; otherwise what takes its place: a failed count, or done by hand. */
    Optional<Result> ask(StepId step, Work undo) {
        Optional<Work> count = count(undo);
        if (count.isEmpty() || agreed.contains(step)) {
            return Optional.empty();
        }
        Result forecast = executor.perform(Assignment.of(step, Direction.UNDO, count.get(), READ), StepStatus.UNDOING);
        if (forecast.outcome() != Outcome.SUCCEEDED || !(forecast.output() instanceof Output.UndoForecast known)) {
            return Optional.of(forecast);
        }
        if (!known.dropped().isEmpty() && decided(step, known) == DONE) {
            return Optional.of(forecast);
        }
        agreed.add(step);
        return Optional.empty();
    }

    /** The work that counts what an undo would drop; empty for one that drops nothing of a database. */
    private static Optional<Work> count(Work undo) {
        if (undo instanceof OnlineUndoWork online) {
            return Optional.of(new UndoForecastWork(online));
        }
        return undo instanceof MigrateUndoWork migrations
                ? Optional.of(new MigrateUndoForecastWork(migrations))
                : Optional.empty();
    }

    private DecisionKind decided(StepId step, Output.UndoForecast forecast) {
        String what = "Taking step \"" + step + "\" back drops what was written since. "
                + forecast.dropped().stream().map(WrittenSince::shown).collect(Collectors.joining("; ", "", "."));
        DecisionRequest decision = decisions
                .ask(Question.ofTrouble(
                                step,
                                what + " Take it back (rollback), say that it was taken back by hand (done), or close?",
                                ROLLBACK,
                                DONE,
                                CLOSE)
                        .meaningByRollback("take the step back, and drop that"))
                .orElseThrow();
        if (decision.kind() == CLOSE) {
            throw RollbackClosed.by(decision, what);
        }
        return decision.kind();
    }

    private static String shown(Evidence dropped) {
        return dropped.label() + ": " + dropped.value();
    }
}
