package dev.belay.notifier.wording;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.notifier.position.KnownDeployment;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says in words what people should know of an event. */
public final class MessageText {
    private MessageText() {}

    /**
     * What people are told of an event; of most, nothing.
     *
     * @param deployment as it was before the event
     */
    public static Optional<String> of(DeploymentEvent event, KnownDeployment deployment) {
        EventBody body = event.body();
        if (body instanceof EventBody.NotificationRequested requested) {
            return text(requested.text());
        }
        if (body instanceof EventBody.DeploymentStarted started) {
            return text(started(event.deployment(), deployment.after(event), started));
        }
        if (body instanceof EventBody.DecisionNeeded needed) {
            return text(DecisionText.of(needed, deployment));
        }
        if (body instanceof EventBody.StatusChanged changed) {
            return text(changed(deployment, changed));
        }
        return Optional.empty();
    }

    private static Optional<String> text(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static String started(DeploymentId id, KnownDeployment named, EventBody.DeploymentStarted started) {
        String parameters = new TreeMap<>(started.parameters())
                .entrySet().stream()
                        .map(parameter -> parameter.getKey() + " " + parameter.getValue())
                        .collect(Collectors.joining(", "));
        return named.subject() + " was started by " + started.requestedBy()
                + (parameters.isEmpty() ? "" : " with " + parameters)
                + because(started.comment())
                + "\nFollow it: ./belay watch " + id;
    }

    private static String changed(KnownDeployment deployment, EventBody.StatusChanged changed) {
        String subject = deployment.subject();
        String because = because(changed.reason());
        DeploymentId id = deployment.id();
        return switch (changed.status()) {
            case PENDING, RUNNING -> "";
            case SCHEDULED -> subject + " is scheduled" + because + "\nFollow it: ./belay watch " + id;
            case WAITING ->
                // The question itself has said so.
                changed.reason().equals(deployment.question())
                        ? ""
                        : subject + " waits" + because + "\nLook at it: ./belay show " + id;
            case WATCHING -> subject + " is through and is being watched" + because;
            case ROLLING_BACK -> subject + " is being taken back" + because + "\nFollow it: ./belay watch " + id;
            case SUCCEEDED -> subject + " has succeeded" + because + report(id);
            case ROLLED_BACK -> subject + " was rolled back" + because + report(id);
            case ROLLBACK_FAILED -> subject + " has failed and could not be taken back" + because + report(id);
            case CANCELLED -> subject + " was cancelled" + because + report(id);
            case INTERRUPTED ->
                subject + " was interrupted" + because + "\nIts environment is blocked until somebody has looked: "
                        + "./belay acknowledge " + id + " --comment \"...\"";
        };
    }

    private static String because(String reason) {
        return reason.isBlank() ? "." : ": " + reason;
    }

    private static String report(DeploymentId id) {
        return "\nRead what happened: ./belay report " + id;
    }
}
