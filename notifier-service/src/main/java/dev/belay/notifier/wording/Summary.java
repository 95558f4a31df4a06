package dev.belay.notifier.wording;

import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Failure;
import dev.belay.notifier.position.KnownDeployment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words what any event is, also those of which people are told nothing. */
public final class Summary {
    private Summary() {}

    /** @param deployment as it was before the event */
    public static String of(DeploymentEvent event, KnownDeployment deployment) {
        return MessageText.of(event, deployment).orElseGet(() -> deployment.subject() + ": " + words(event.body()));
    }

    private static String words(EventBody body) {
        if (body instanceof EventBody.StepChanged changed) {
            return "step " + changed.step() + " is " + lower(changed.status()) + because(changed.failure())
                    + (changed.note().isBlank() ? "" : ": " + changed.note());
        }
        if (body instanceof EventBody.StatusChanged changed) {
            return "it is " + lower(changed.status()) + (changed.reason().isBlank() ? "" : ": " + changed.reason());
        }
        if (body instanceof EventBody.DecisionMade made) {
            return decision(made);
        }
        if (body instanceof EventBody.Noted noted) {
            return (noted.step() == null ? "" : "step " + noted.step() + ": ") + noted.text();
        }
        if (body instanceof EventBody.StepAdded added) {
            return "step " + added.step().id() + " is added to phase " + added.phase();
        }
        if (body instanceof EventBody.UndoRecorded recorded) {
            return "step " + recorded.step() + " would be taken back so: " + recorded.undo();
        }
        return body.getClass().getSimpleName();
    }

    /** Who has decided what, and why. */
    public static String decision(EventBody.DecisionMade made) {
        return made.by() + " has decided: " + made.decision().label() + about(made.step())
                + (made.comment().isBlank() ? "" : ": " + made.comment());
    }

    private static String about(@Nullable StepId step) {
        return step == null ? "" : " (step " + step + ")";
    }

    private static String because(@Nullable Failure failure) {
        return failure == null ? "" : ": " + failure.message();
    }

    private static String lower(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
