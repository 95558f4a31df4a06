package dev.belay.worker.runtime;

import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.Work;
import dev.belay.documents.Durations;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.redaction.Redactor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what a handler or its witness does into a result, whatever they throw. */
final class Attempt {
    private final String worker;
    private final Clock clock;

    Attempt(String worker, Clock clock) {
        this.worker = worker;
        this.clock = clock;
    }

    <W extends Work> Result handle(Handler<W> handler, W work, Running running) {
        Instant startedAt = clock.instant();
        try {
            Done done = handler.handle(work, running);
            return result(running, startedAt, Outcome.SUCCEEDED, done.evidence(), done.output(), null);
        } catch (Throwable thrown) { // whatever a handler throws must become an answer
            return running.stopReason()
                    .map(reason -> stopped(running, startedAt, reason))
                    .orElseGet(() ->
                            result(running, startedAt, Outcome.FAILED, List.of(), null, failure(thrown, running)));
        }
    }

    <W extends Work> Result witness(Handler<W> handler, W work, Running running) {
        Instant startedAt = running.tracked().begunAt().orElseGet(clock::instant);
        try {
            Witnessed witnessed = handler.witness(work, running);
            if (witnessed instanceof Witnessed.WasDone was) {
                return result(
                        running,
                        startedAt,
                        Outcome.SUCCEEDED,
                        was.done().evidence(),
                        was.done().output(),
                        null);
            }
            if (witnessed instanceof Witnessed.WasNotDone was) {
                return result(running, startedAt, Outcome.NOT_DONE, List.of(), null, notDone(was.how()));
            }
            Witnessed.NobodyKnows nobody = (Witnessed.NobodyKnows) witnessed;
            return result(running, startedAt, Outcome.UNKNOWN, List.of(), null, unknown(nobody.why(), nobody.next()));
        } catch (Throwable thrown) { // a witness that fails knows nothing
            Failure failure = failure(thrown, running);
            return result(
                    running,
                    startedAt,
                    Outcome.UNKNOWN,
                    List.of(),
                    null,
                    unknown("whether it took place could not be found out: " + failure.message(), failure.next()));
        }
    }

    Result cancelledBeforeItBegan(Tracked tracked, String reason) {
        return result(
                tracked,
                clock.instant(),
                Outcome.CANCELLED,
                List.of(),
                null,
                0,
                new Failure(FailureCode.CANCELLED, "Cancelled before it began: " + reason + ".", ""));
    }

    /** It could not begin. */
    Result failed(Tracked tracked, Failure failure) {
        return result(tracked, clock.instant(), Outcome.FAILED, List.of(), null, 0, failure);
    }

    /** A command that is not taken. */
    Result refused(Command command, Failure failure) {
        Instant now = clock.instant();
        return new Result(
                command.execution(),
                command.lease(),
                command.taskToken(),
                Outcome.REFUSED,
                new Account(worker, now, now, List.of(), 0),
                null,
                failure);
    }

    private Result stopped(Running running, Instant startedAt, Running.StopReason reason) {
        return switch (reason) {
            case CANCELLED, SHUTTING_DOWN ->
                result(
                        running,
                        startedAt,
                        Outcome.CANCELLED,
                        List.of(),
                        null,
                        new Failure(
                                FailureCode.CANCELLED,
                                "Stopped on request: "
                                        + running.tracked()
                                                .cancellation()
                                                .map(c -> c.reason())
                                                .orElse("the worker shuts down")
                                        + ".",
                                ""));
            case TIMED_OUT ->
                result(
                        running,
                        startedAt,
                        Outcome.FAILED,
                        List.of(),
                        null,
                        new Failure(
                                FailureCode.TIMED_OUT,
                                "It was stopped after its timeout of "
                                        + Durations.format(running.tracked()
                                                .command
                                                .deadline()
                                                .timeout())
                                        + ".",
                                "Find out why it takes so long, or raise \"timeout\" of the step in the plan."));
        };
    }

    private static Failure failure(Throwable thrown, Running running) {
        Redactor redactor = Redactor.of(running.environment().secrets());
        if (thrown instanceof WorkFailed failed) {
            Failure failure = failed.failure();
            String excerpt = failure.excerpt();
            return new Failure(
                    failure.code(),
                    redactor.redact(failure.message()),
                    redactor.redact(failure.next()),
                    excerpt == null ? null : redactor.redact(excerpt));
        }
        if (thrown instanceof EnvironmentLacks lacks) {
            return new Failure(
                    FailureCode.ENVIRONMENT_LACKS, String.valueOf(lacks.getMessage()), "Then start the release again.");
        }
        return new Failure(
                FailureCode.UNEXPECTED,
                redactor.redact("Something unexpected happened in the worker: " + thrown + "."),
                "Look into the worker's log for the full account; retry where it may pass.");
    }

    private static Failure notDone(String how) {
        return new Failure(
                FailureCode.INTERRUPTED_WORK, "The worker was interrupted and the work was not done: " + how + ".", "");
    }

    private static Failure unknown(String why, String next) {
        return new Failure(
                FailureCode.INTERRUPTED_WORK,
                "The worker was interrupted and nobody knows what became of the work: " + why + ".",
                next);
    }

    private Result result(
            Running running,
            Instant startedAt,
            Outcome outcome,
            List<Evidence> evidence,
            @Nullable Output output,
            @Nullable Failure failure) {
        Redactor redactor = Redactor.of(running.environment().secrets());
        List<Evidence> redacted = evidence.stream()
                .map(item -> new Evidence(item.label(), redactor.redact(item.value())))
                .toList();
        return result(running.tracked(), startedAt, outcome, redacted, output, running.databaseSessions(), failure);
    }

    private Result result(
            Tracked tracked,
            Instant startedAt,
            Outcome outcome,
            List<Evidence> evidence,
            @Nullable Output output,
            @Nullable Integer databaseSessions,
            @Nullable Failure failure) {
        return new Result(
                tracked.command.execution(),
                tracked.lease(),
                tracked.taskToken(),
                outcome,
                new Account(worker, startedAt, clock.instant(), evidence, databaseSessions),
                output,
                failure);
    }
}
