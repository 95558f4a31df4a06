package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import dev.belay.documents.Finding;
import dev.belay.messaging.trace.Traces;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.PlanValidation;
import dev.belay.orchestrator.deployment.record.Intents;
import dev.belay.orchestrator.deployment.refusal.IdempotencyKeyReused;
import dev.belay.orchestrator.deployment.refusal.PlanInvalid;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Starts deployments: the intent and the environment's hold are written first, and only then does anything run. */
@Service
public class Deployments {
    private static final int TRIES = 5;

    private final Intents intents;
    private final IntentWriter writer;
    private final PlanSources plans;
    private final PlanValidation validation;
    private final IntentStarting starting;
    private final Scheduling scheduling;
    private final DeploymentIds ids;
    private final Clock clock;
    private final Traces traces;

    Deployments(
            Intents intents,
            IntentWriter writer,
            PlanSources plans,
            PlanValidation validation,
            IntentStarting starting,
            Scheduling scheduling,
            DeploymentIds ids,
            Clock clock,
            Traces traces) {
        this.intents = intents;
        this.writer = writer;
        this.plans = plans;
        this.validation = validation;
        this.starting = starting;
        this.scheduling = scheduling;
        this.ids = ids;
        this.clock = clock;
        this.traces = traces;
    }

    /** Whether a request has started a deployment, or had done so before under the same idempotency key. */
    public enum Novelty {
        STARTED,
        REPEATED
    }

    /** The deployment that a request stands for. */
    public record Started(DeploymentId deployment, Novelty novelty) {}

    public Started start(StartRequest request, Optional<String> idempotencyKey) {
        Optional<Started> before = idempotencyKey.flatMap(key -> repeated(key, request));
        if (before.isPresent()) {
            return before.get();
        }
        Intent.PlanSource plan = plans.resolve(request.plan(), request.files());
        List<Finding> findings = validation.validate(plan, request.parameters(), request.environment());
        if (!findings.isEmpty()) {
            throw new PlanInvalid(plan.name(), findings);
        }
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Intent intent = intent(request, plan);
            if (writer.write(intent, idempotencyKey, request.hash())) {
                traces.belongsTo(intent.deployment());
                starting.run(intent);
                return new Started(intent.deployment(), Novelty.STARTED);
            }
            Optional<Started> meanwhile = idempotencyKey.flatMap(key -> repeated(key, request));
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
        }
        throw new IllegalStateException("Found no free id for a deployment on environment \"" + request.environment()
                + "\" in " + TRIES + " tries; try again");
    }

    private Optional<Started> repeated(String key, StartRequest request) {
        return intents.byIdempotencyKey(key).map(keyed -> {
            if (!keyed.requestHash().equals(request.hash())) {
                throw new IdempotencyKeyReused(key, keyed.deployment());
            }
            return new Started(keyed.deployment(), Novelty.REPEATED);
        });
    }

    /** The database keeps microseconds; what is written and what is read back must be equal. */
    private Intent intent(StartRequest request, Intent.PlanSource plan) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Intent(
                ids.next(),
                request.environment(),
                plan,
                request.parameters(),
                new Intent.Request(request.requestedBy(), now, request.comment()),
                scheduling.of(request, plan, now),
                traces.current().orElse(null));
    }
}
