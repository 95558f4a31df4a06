package dev.belay.orchestrator.workflow.decision;

import io.temporal.failure.ApplicationFailure;

/** A decision that is not taken, as the one who made it is told. */
final class Refused {
    static final String LOOK = "Look at the deployment again.";

    private Refused() {}

    static ApplicationFailure as(String code, String why) {
        return ApplicationFailure.newNonRetryableFailure(why, code);
    }
}
