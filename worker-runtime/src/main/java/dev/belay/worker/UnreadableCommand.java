package dev.belay.worker;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Headers;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.messaging.stream.Received;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The answer to a command whose body cannot be read, from what stands in its headers. */
final class UnreadableCommand {
    private UnreadableCommand() {}

    /** Empty where the headers do not say what to answer either. */
    static Optional<Result> refusal(Received received, String worker, String reason, Clock clock) {
        Optional<String> execution = received.header(Headers.EXECUTION);
        Optional<String> lease = received.header(Headers.LEASE);
        Optional<String> token = received.header(Headers.TASK_TOKEN);
        if (execution.isEmpty() || lease.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        try {
            return Optional.of(new Result(
                    ExecutionId.parse(execution.get()),
                    Integer.parseInt(lease.get()),
                    token.get(),
                    Outcome.REFUSED,
                    new Account(worker, now, now, List.of(), 0),
                    null,
                    new Failure(
                            FailureCode.COMMAND_UNREADABLE,
                            "Worker " + worker + " could not read the command: " + reason,
                            "Run the same version of all parts of Belay.")));
        } catch (IllegalArgumentException headersToo) {
            return Optional.empty();
        }
    }
}
