package dev.belay.worker.runtime;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Result;
import dev.belay.messaging.trace.TraceContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = JournalEntry.Adopted.class, name = "adopted"),
    @JsonSubTypes.Type(value = JournalEntry.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = JournalEntry.Noted.class, name = "noted"),
    @JsonSubTypes.Type(value = JournalEntry.ChildStarted.class, name = "child-started"),
    @JsonSubTypes.Type(value = JournalEntry.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = JournalEntry.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = JournalEntry.Answered.class, name = "answered"),
})
sealed interface JournalEntry {
    ExecutionId execution();

    /** @param trace where the sender of the command stood in the deployment's trace */
    record Accepted(Command command, Instant at, @Nullable TraceContext trace) implements JournalEntry {
        @Override
        public ExecutionId execution() {
            return command.execution();
        }
    }

    record Adopted(ExecutionId execution, int lease, String taskToken) implements JournalEntry {}

    record Begun(ExecutionId execution, Instant at) implements JournalEntry {}

    record Noted(ExecutionId execution, String key, String value) implements JournalEntry {}

    /** @param processStartedAt tells the process from a later one with the same number */
    record ChildStarted(ExecutionId execution, long pid, Instant processStartedAt) implements JournalEntry {}

    record Cancelled(Cancellation cancellation) implements JournalEntry {
        @Override
        public ExecutionId execution() {
            return cancellation.execution();
        }
    }

    record Finished(Result result) implements JournalEntry {
        @Override
        public ExecutionId execution() {
            return result.execution();
        }
    }

    record Answered(ExecutionId execution, int lease) implements JournalEntry {}
}
