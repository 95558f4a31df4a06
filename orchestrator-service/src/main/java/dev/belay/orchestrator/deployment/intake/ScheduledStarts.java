package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.documents.Finding;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.deployment.PlanValidation;
import dev.belay.orchestrator.deployment.StartAdmission;
import dev.belay.orchestrator.deployment.projection.Summaries;
import dev.belay.orchestrator.deployment.record.EnvironmentHolds;
import dev.belay.orchestrator.deployment.record.Intents;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Judges a scheduled deployment by what is true at its time, and takes its environment in one transaction. */
@Service
class ScheduledStarts implements StartAdmission {
    private final TransactionTemplate transactions;
    private final Intents intents;
    private final EnvironmentHolds holds;
    private final Summaries summaries;
    private final Manifests manifests;
    private final PlanValidation validation;

    ScheduledStarts(
            TransactionTemplate transactions,
            Intents intents,
            EnvironmentHolds holds,
            Summaries summaries,
            Manifests manifests,
            PlanValidation validation) {
        this.transactions = transactions;
        this.intents = intents;
        this.holds = holds;
        this.summaries = summaries;
        this.manifests = manifests;
        this.validation = validation;
    }

    @Override
    public Answer admit(DeploymentId deployment, long seq) {
        Optional<Intent> intent = intents.find(deployment);
        if (intent.isEmpty()) {
            return Answer.lasting("The orchestrator's database does not know the deployment, as after it was lost."
                    + " Deploy again.");
        }
        return environmentChanged(intent.get())
                .or(() -> planRefused(intent.get()))
                .orElseGet(() -> taken(intent.get(), seq));
    }

    /** A process that has just started may not have heard of every worker yet. */
    private Optional<Answer> environmentChanged(Intent intent) {
        Intent.Schedule schedule = intent.schedule();
        String judged = schedule == null ? null : schedule.digest();
        if (judged == null) {
            return Optional.empty();
        }
        List<Manifest> published = manifests.ofEnvironment(intent.environment());
        if (published.isEmpty()) {
            return Optional.of(Answer.passing("No worker has published environment \"" + intent.environment()
                    + "\" since the orchestrator was started; start its workers."));
        }
        boolean theSameForAll =
                published.stream().map(Manifest::digest).distinct().count() == 1;
        return published.stream()
                .filter(manifest -> !manifest.digest().equals(judged))
                .findFirst()
                .map(other -> changed(intent, other, judged))
                .map(obstacle -> theSameForAll ? Answer.outdated(obstacle) : Answer.lasting(obstacle));
    }

    private static String changed(Intent intent, Manifest other, String judged) {
        return "The file of environment \"" + intent.environment() + "\" of the "
                + other.worker().label() + " worker has changed since the plan was judged: found digest "
                + shortened(other.digest()) + ", expected " + shortened(judged)
                + ". Read what has changed, then deploy again.";
    }

    private Optional<Answer> planRefused(Intent intent) {
        List<Finding> findings = validation.validate(intent.plan(), intent.parameters(), intent.environment());
        return findings.stream()
                .findFirst()
                .map(first -> Answer.lasting("The plan was valid when it was accepted and is not any more: "
                        + first.message() + " " + first.suggestion()
                        + (findings.size() == 1 ? "" : " There are " + (findings.size() - 1) + " further findings;")
                        + " validate the plan, then deploy again."));
    }

    /** Under the lock that every event takes: what has ended meanwhile, and let everything go, takes nothing more. */
    private Answer taken(Intent intent, long seq) {
        DeploymentId id = intent.deployment();
        String environment = intent.environment();
        return Objects.requireNonNull(transactions.execute(transaction -> {
            summaries.lock(id);
            if (summaries.finished(id)) {
                return Answer.lasting("The deployment has ended already.");
            }
            if (holds.takeAgain(environment, id, seq)) {
                return Answer.ADMITTED;
            }
            return holds.holder(environment)
                    .filter(other -> !other.equals(id))
                    .map(other -> Answer.passing("Environment \"" + environment + "\" is held by deployment " + other
                            + "; end or cancel that one, or deploy again later."))
                    .orElse(
                            holds.holds(id)
                                    ? Answer.ADMITTED
                                    : Answer.passing("Environment \"" + environment + "\" was let go at this moment."));
        }));
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
