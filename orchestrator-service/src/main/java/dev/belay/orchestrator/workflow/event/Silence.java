package dev.belay.orchestrator.workflow.event;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.WorkerKind;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;

/** Tells people that a worker does not answer, once, and that it does again. */
public final class Silence {
    private final EventLog events;
    private final String pool;
    private final WorkerKind worker;
    private DeploymentStatus before = DeploymentStatus.RUNNING;
    private boolean told;
    private int unanswered;
    private boolean complete = true;

    public Silence(EventLog events, String pool, WorkerKind worker) {
        this.events = events;
        this.pool = pool;
        this.worker = worker;
    }

    /** Takes note of a lease that was lost. */
    public void of(StepId step, int lease, ActivityFailure lost, boolean accepted) {
        unanswered = accepted ? 0 : unanswered + 1;
        if (accepted) {
            complete = false;
            events.note(
                    step,
                    "The " + worker.label() + " worker fell silent; lease " + (lease + 1) + " asks what became of it.");
        } else if (lost.getCause() instanceof TimeoutFailure) {
            tell("No " + worker.label() + " worker in pool \"" + pool
                    + "\" answers. Start it; the step goes on by itself.");
        } else {
            tell("The command could not be sent: " + rootMessage(lost) + ". It is sent again until it can.");
        }
    }

    /** How many leases in a row nobody has accepted. */
    public int unanswered() {
        return unanswered;
    }

    /** Whether no lease has been accepted by anybody. */
    public boolean complete() {
        return complete;
    }

    public void broken() {
        if (told) {
            events.status(before, "The " + worker.label() + " worker answers again");
            told = false;
        }
    }

    private void tell(String text) {
        if (!told) {
            told = true;
            before = events.status();
            events.status(DeploymentStatus.WAITING, text);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
