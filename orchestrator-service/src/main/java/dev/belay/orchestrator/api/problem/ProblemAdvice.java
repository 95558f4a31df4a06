package dev.belay.orchestrator.api.problem;

import dev.belay.orchestrator.deployment.refusal.DecisionNotAnswered;
import dev.belay.orchestrator.deployment.refusal.DecisionRefused;
import dev.belay.orchestrator.deployment.refusal.DeploymentUnknown;
import dev.belay.orchestrator.deployment.refusal.EnvironmentBusy;
import dev.belay.orchestrator.deployment.refusal.IdempotencyKeyReused;
import dev.belay.orchestrator.deployment.refusal.PlanInvalid;
import dev.belay.orchestrator.deployment.refusal.PlanUnknown;
import dev.belay.orchestrator.deployment.refusal.PreviewNotAnswered;
import dev.belay.orchestrator.deployment.refusal.RoleMissing;
import dev.belay.orchestrator.deployment.refusal.RollbackPreviewNotAnswered;
import dev.belay.orchestrator.deployment.refusal.StartTimeRefused;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says what deployments refuse as problems. */
@RestControllerAdvice
class ProblemAdvice {
    @ExceptionHandler
    ResponseEntity<Problem> refused(ApiRefusal refusal) {
        return answer(refusal.problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> busy(EnvironmentBusy busy) {
        return answer(Problem.of(
                        ProblemCode.ENVIRONMENT_BUSY,
                        busy.why(),
                        "Wait until deployment " + busy.holder() + " has ended (GET /api/v1/deployments/"
                                + busy.holder() + "), decide what it waits for, or cancel it.")
                .with("deployment", busy.holder()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> reused(IdempotencyKeyReused reused) {
        return answer(Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED, reused.why(), "Send a new key with a new request.")
                .with("deployment", reused.first()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalid(PlanInvalid invalid) {
        return answer(Problem.of(
                        ProblemCode.PLAN_INVALID,
                        invalid.why(),
                        "Mend what the findings name; nothing has been started.")
                .with("findings", invalid.findings()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unknown(PlanUnknown unknown) {
        return answer(Problem.of(
                ProblemCode.PLAN_UNKNOWN,
                unknown.why(),
                "Send the plan's YAML as \"plan\", or the name of a plan that the server keeps."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> startTime(StartTimeRefused refused) {
        return answer(Problem.of(ProblemCode.START_TIME_INVALID, refused.why(), refused.next()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unknown(DeploymentUnknown unknown) {
        return answer(Problem.of(
                ProblemCode.DEPLOYMENT_UNKNOWN, unknown.why(), "List the deployments with GET /api/v1/deployments."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> roleMissing(RoleMissing missing) {
        return answer(Problem.of(
                        ProblemCode.ROLE_MISSING,
                        missing.why(),
                        "Ask somebody with the role " + missing.needed().label()
                                + ", or an administrator for a token of it.")
                .with("role", missing.needed().label()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(DecisionRefused refused) {
        return answer(Problem.of(
                ProblemCode.DECISION_REFUSED,
                refused.code(),
                refused.why(),
                "Look at the deployment as it is now, then decide anew."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notAnswered(DecisionNotAnswered silent) {
        return answer(Problem.of(
                ProblemCode.DECISION_NOT_ANSWERED,
                silent.why(),
                "Send the same decision with the same id again; it holds once at most."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notAnswered(PreviewNotAnswered silent) {
        return answer(Problem.of(
                ProblemCode.PREVIEW_NOT_ANSWERED, silent.why(), "Try again once the orchestrator reaches Temporal."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> noPreview(RollbackPreviewNotAnswered silent) {
        return answer(Problem.of(
                ProblemCode.ROLLBACK_PREVIEW_NOT_ANSWERED,
                silent.why(),
                "Ask again; nothing is changed by a preview."));
    }

    static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.valueOf(Problem.MEDIA_TYPE))
                .body(problem);
    }
}
