package dev.belay.contracts.message;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.work.Work;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a worker for one execution under one lease.
 *
 * @param lease counts from 1; a higher lease of an execution that is known is adopted, never started again
 * @param taskToken base64 of the Temporal task token that completes this lease's activity
 * @param fence the deployment's turn on the target database: sessions there are refused once it is no longer current;
 *     absent where the database is not fenced
 * @param copy the copy on which the work is done instead of on the environment's database; absent where it is done on
 *     the database itself
 * @param signature of pool, execution, lease and deadline; empty where commands are not signed
 */
public record Command(
        ExecutionId execution,
        int lease,
        String taskToken,
        String environment,
        Deadline deadline,
        Work work,
        @Nullable FenceToken fence,
        @Nullable DatabaseCopy copy,
        String signature) {
    public Command {
        Objects.requireNonNull(execution);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(deadline);
        Objects.requireNonNull(work);
        if (lease < 1) {
            throw new IllegalArgumentException("Lease of " + execution + " is " + lease + "; expected 1 or more");
        }
    }
}
