package dev.belay.orchestrator.api.problem;

/** The API refuses a request by itself, before anybody else has seen it. */
public final class ApiRefusal extends RuntimeException {
    private final transient Problem problem;

    public ApiRefusal(ProblemCode code, String detail, String next) {
        super(detail);
        this.problem = Problem.of(code, detail, next);
    }

    public Problem problem() {
        return problem;
    }
}
