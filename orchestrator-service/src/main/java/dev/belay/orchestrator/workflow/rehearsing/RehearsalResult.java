package dev.belay.orchestrator.workflow.rehearsing;

import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.orchestrator.workflow.event.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one answer of what the parts of a rehearsal have answered. */
final class RehearsalResult {
    private final Result copied;
    private final Instant begun;

    RehearsalResult(Result copied, Instant begun) {
        this.copied = copied;
        this.begun = begun;
    }

    /** What a part has done well, and is not good enough all the same. */
    Result failed(FailureCode code, String message, String next) {
        return answer(Outcome.FAILED, List.of(), new Failure(code, message, next, null));
    }

    /** A part has ended well, but what comes after it is not to begin any more. */
    Result stopped(Result part) {
        return answer(
                Outcome.CANCELLED,
                List.of(),
                new Failure(
                        FailureCode.CANCELLED,
                        "The rehearsal was stopped after " + part.execution().step() + ".",
                        "",
                        null));
    }

    /**
     * The whole, with the last part that counted and the drop.
     *
     * <p>Nothing of what happens on a copy is unknown in a way that matters: it is gone.
     */
    Result of(Result last, List<Evidence> shown, Result dropped) {
        List<Evidence> evidence = new ArrayList<>(shown);
        boolean gone = dropped.outcome() == Outcome.SUCCEEDED;
        evidence.add(new Evidence("copy", gone ? "dropped" : "not dropped"));
        Failure failure = last.failure();
        if (last.outcome() == Outcome.CANCELLED) {
            return answer(Outcome.CANCELLED, evidence, failure);
        }
        if (failure != null) {
            return answer(Outcome.FAILED, evidence, in(last, failure));
        }
        Failure why = dropped.failure();
        return why == null
                ? answer(Outcome.SUCCEEDED, evidence, null)
                : answer(
                        Outcome.FAILED,
                        evidence,
                        new Failure(
                                why.code(),
                                "The rehearsal went well, but its copy could not be dropped: " + why.message(),
                                why.next() + " The backup worker removes what is left when it starts, and before the"
                                        + " next rehearsal.",
                                why.excerpt()));
    }

    private Failure in(Result last, Failure failure) {
        boolean ofPart = !last.execution().step().equals(copied.execution().step());
        return ofPart
                ? new Failure(
                        failure.code(),
                        "On the copy, in " + last.execution().step() + ": " + failure.message()
                                + " Nothing was changed in the database itself.",
                        failure.next(),
                        failure.excerpt())
                : failure;
    }

    private Result answer(Outcome outcome, List<Evidence> evidence, @Nullable Failure failure) {
        return new Result(
                copied.execution(),
                copied.lease(),
                copied.taskToken(),
                outcome,
                new Account("orchestrator", begun, EventLog.now(), evidence, 0),
                null,
                failure);
    }
}
