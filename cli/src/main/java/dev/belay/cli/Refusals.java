package dev.belay.cli;

import dev.belay.cli.api.document.ApiProblem;
import dev.belay.cli.api.document.Validation;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.documents.Finding;
import java.util.List;

/** Refusals of a plan or a start. */
final class Refusals {
    private Refusals() {}

    /** Says why nothing was even asked for: files that the plan uses cannot be read. */
    static int ofFiles(List<Finding> findings, PlanArgument plan, BelayCommand belay) {
        plan.lines(belay, findings).forEach(belay::printError);
        if (belay.json()) {
            belay.printJson(Validation.of(findings).document());
        }
        return ExitStatus.REFUSED;
    }

    /** Says why nothing was started; what is not the plan's or the environment's fault is thrown on. */
    static int beforeItRan(ApiProblem problem, PlanArgument plan, BelayCommand belay) {
        boolean refused =
                switch (problem.status()) {
                    case 400, 404, 409, 413, 422 -> true;
                    default -> false;
                };
        if (!refused || problem.code().isEmpty()) {
            throw problem;
        }
        plan.lines(belay, problem.findings()).forEach(belay::printError);
        belay.printError(String.valueOf(problem.getMessage()));
        if (belay.json()) {
            belay.printJson(problem.document());
        }
        return ExitStatus.REFUSED;
    }
}
