package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.RollbackPreview;
import dev.belay.orchestrator.deployment.DeploymentGateway;
import dev.belay.orchestrator.deployment.PreviewAnswer;
import dev.belay.orchestrator.deployment.projection.DeploymentReader;
import dev.belay.orchestrator.deployment.refusal.DecisionRefused;
import dev.belay.orchestrator.deployment.refusal.DeploymentUnknown;
import dev.belay.orchestrator.deployment.refusal.RollbackPreviewNotAnswered;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows what a rollback would do before anybody decides; only the run itself knows. */
@Service
public class RollbackPreviews {
    private final DeploymentReader reader;
    private final DeploymentGateway gateway;

    RollbackPreviews(DeploymentReader reader, DeploymentGateway gateway) {
        this.reader = reader;
        this.gateway = gateway;
    }

    /** @param to the step that stays, {@code beginning}, or absent for as far as the plan says */
    public RollbackPreview preview(DeploymentId id, @Nullable String to) {
        DeploymentView view = reader.find(id).orElseThrow(() -> new DeploymentUnknown(id.text()));
        if (view.status().terminal() || view.status() == DeploymentStatus.INTERRUPTED) {
            throw new DecisionRefused(
                    "deployment-finished",
                    "Deployment " + id + " has ended as " + view.status() + "; nothing can be taken back any more.");
        }
        PreviewAnswer answer = gateway.previewRollback(id, to);
        if (answer instanceof PreviewAnswer.Shown shown) {
            return shown.preview();
        }
        if (answer instanceof PreviewAnswer.Refused refused) {
            throw new DecisionRefused(refused.code(), refused.why());
        }
        throw new RollbackPreviewNotAnswered(id);
    }
}
