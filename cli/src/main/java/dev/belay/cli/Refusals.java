package dev.belay.cli;

import dev.belay.cli.api.ApiProblem;

/** Refusals of a plan or a start. */
final class Refusals {
    private Refusals() {}

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
        new FindingLines(plan.shown(), plan.text(belay)).of(problem.findings()).forEach(belay::printError);
        belay.printError(String.valueOf(problem.getMessage()));
        if (belay.json()) {
            belay.printJson(problem.document());
        }
        return ExitStatus.REFUSED;
    }
}
