package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Role;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.orchestrator.deployment.Decision;
import dev.belay.orchestrator.deployment.DecisionAnswer;
import dev.belay.orchestrator.deployment.DeploymentGateway;
import dev.belay.orchestrator.deployment.projection.DeploymentReader;
import dev.belay.orchestrator.deployment.refusal.DecisionNotAnswered;
import dev.belay.orchestrator.deployment.refusal.DecisionRefused;
import dev.belay.orchestrator.deployment.refusal.DeploymentUnknown;
import dev.belay.orchestrator.deployment.refusal.RoleMissing;
import dev.belay.orchestrator.deployment.view.DecisionView;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Takes decisions: the role is checked here, whether the question is still open by the run itself. */
@Service
public class Decisions {
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

    private final DeploymentReader reader;
    private final DeploymentGateway gateway;
    private final Acknowledgements acknowledgements;
    private final ShownDecisions shown;

    Decisions(
            DeploymentReader reader,
            DeploymentGateway gateway,
            Acknowledgements acknowledgements,
            ShownDecisions shown) {
        this.reader = reader;
        this.gateway = gateway;
        this.acknowledgements = acknowledgements;
        this.shown = shown;
    }

    /** Makes the decision and answers with the state that follows; the same id again is the same decision again. */
    public DeploymentView decide(Decision decision) {
        DeploymentView view = view(decision);
        Optional<DecisionView> made = view.conversation().decisions().stream()
                .filter(known -> known.id().equals(decision.id()))
                .findFirst();
        if (made.isPresent()) {
            checkSame(decision, made.get());
            return view;
        }
        checkRole(decision, view);
        checkExecution(decision);
        if (decision.kind() == DecisionKind.ACKNOWLEDGE) {
            acknowledgements.acknowledge(decision, view);
        } else {
            hand(decision, view);
        }
        return view(decision);
    }

    private DeploymentView view(Decision decision) {
        return reader.find(decision.deployment())
                .orElseThrow(() -> new DeploymentUnknown(decision.deployment().text()));
    }

    private void hand(Decision decision, DeploymentView view) {
        if (view.status() == DeploymentStatus.INTERRUPTED) {
            throw new DecisionRefused(
                    "deployment-interrupted",
                    "Deployment " + view.id() + " is INTERRUPTED: nothing runs that could carry the decision out."
                            + " Put right what is half done, then acknowledge.");
        }
        if (view.status().terminal()) {
            throw finished(view);
        }
        try (ShownDecisions.Awaited awaited = shown.expect(decision.deployment(), decision.id())) {
            DecisionAnswer answer = gateway.decide(decision);
            if (answer instanceof DecisionAnswer.Refused refused) {
                DeploymentView now = view(decision);
                if (now.status().terminal()) {
                    throw finished(now);
                }
                throw new DecisionRefused(refused.code(), refused.why());
            }
            if (answer instanceof DecisionAnswer.NotAnswered) {
                throw new DecisionNotAnswered(decision.id());
            }
            awaited.await(SHOWN_WITHIN);
        }
    }

    private static DecisionRefused finished(DeploymentView view) {
        String reason = view.standing().reason();
        return new DecisionRefused(
                "deployment-finished",
                "Deployment " + view.id() + " has ended as " + view.status()
                        + (reason.isBlank() ? "" : " (" + reason + ")") + "; there is nothing to decide.");
    }

    private static void checkRole(Decision decision, DeploymentView view) {
        Role needed = DecisionRoles.needed(decision.kind(), decision.step(), view);
        if (!decision.role().covers(needed)) {
            throw new RoleMissing(
                    "Decision \"" + decision.kind().label() + "\" on deployment " + view.id(), needed, decision.role());
        }
    }

    private static void checkExecution(Decision decision) {
        ExecutionId execution = decision.seen().execution();
        if (execution == null) {
            return;
        }
        if (!execution.deployment().equals(decision.deployment())) {
            throw new DecisionRefused(
                    "execution-of-other-deployment",
                    "Execution " + execution + " is not of deployment " + decision.deployment() + ".");
        }
        if (decision.step() != null && !execution.step().equals(decision.step())) {
            throw new DecisionRefused(
                    "execution-of-other-step", "Execution " + execution + " is not of step " + decision.step() + ".");
        }
    }

    private static void checkSame(Decision decision, DecisionView made) {
        if (made.decision() != decision.kind()
                || !made.by().equals(decision.by())
                || !Objects.equals(made.argument(), decision.argument())) {
            throw new DecisionRefused(
                    "decision-id-reused",
                    "Decision id \"" + decision.id() + "\" stands for \""
                            + made.decision().label() + "\" by " + made.by() + "; expected a new id for \""
                            + decision.kind().label() + "\" by " + decision.by() + ".");
        }
    }
}
