package dev.belay.orchestrator.deployment.intake;

import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.projection.Summaries;
import dev.belay.orchestrator.deployment.record.EnvironmentHolds;
import dev.belay.orchestrator.deployment.record.Intents;
import dev.belay.orchestrator.deployment.refusal.EnvironmentBusy;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes an intent together with its hold on the environment. */
@Component
final class IntentWriter {
    private final TransactionTemplate transactions;
    private final Intents intents;
    private final EnvironmentHolds holds;
    private final Summaries summaries;

    IntentWriter(TransactionTemplate transactions, Intents intents, EnvironmentHolds holds, Summaries summaries) {
        this.transactions = transactions;
        this.intents = intents;
        this.holds = holds;
        this.summaries = summaries;
    }

    /**
     * Writes intent and hold in one transaction; false where the id or the key is taken. A scheduled one holds nothing
     * yet.
     *
     * <p>The intent comes first: of two equal requests with one key, the second waits here for the first and is then
     * its repetition, and not a request for an environment that is busy.
     *
     * @throws EnvironmentBusy where another deployment holds the environment
     */
    boolean write(Intent intent, Optional<String> idempotencyKey, String requestHash) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            if (!intents.write(intent, idempotencyKey, requestHash)) {
                return false;
            }
            if (intent.schedule() == null && !holds.take(intent.environment(), intent.deployment())) {
                transaction.setRollbackOnly();
                holds.holder(intent.environment()).ifPresent(holder -> {
                    throw new EnvironmentBusy(intent.environment(), holder);
                });
                return false;
            }
            summaries.pending(intent);
            return true;
        }));
    }
}
