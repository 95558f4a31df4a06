package dev.belay.notifier;

import dev.belay.contracts.DeploymentEvent;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.EventBody;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words what people should know of an event. */
final class MessageText {
    private MessageText() {}

    /**
     * The notice that an event calls for; most call for none.
     *
     * @param deployment as it was before the event
     */
    static Optional<Notice> of(DeploymentEvent event, KnownDeployment deployment) {
        EventBody body = event.body();
        if (body instanceof EventBody.NotificationRequested requested) {
            return notice(event, requested.text(), requested.channel());
        }
        if (body instanceof EventBody.DeploymentStarted started) {
            return notice(event, started(event.deployment(), deployment.after(event), started), null);
        }
        if (body instanceof EventBody.DecisionNeeded needed) {
            return notice(event, DecisionText.of(needed, deployment), null);
        }
        if (body instanceof EventBody.StatusChanged changed) {
            return notice(event, changed(deployment, changed), null);
        }
        return Optional.empty();
    }

    /** How a deployment is called. */
    static String subject(KnownDeployment deployment) {
        return deployment.plan().isEmpty()
                ? "Deployment " + deployment.id()
                : deployment.plan() + " on " + deployment.environment();
    }

    private static Optional<Notice> notice(DeploymentEvent event, String text, @Nullable String channel) {
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(new Notice(event.deployment(), event.at(), text, channel));
    }

    private static String started(DeploymentId id, KnownDeployment named, EventBody.DeploymentStarted started) {
        String parameters = new TreeMap<>(started.parameters())
                .entrySet().stream()
                        .map(parameter -> parameter.getKey() + " " + parameter.getValue())
                        .collect(Collectors.joining(", "));
        return subject(named) + " was started by " + started.requestedBy()
                + (parameters.isEmpty() ? "" : " with " + parameters)
                + because(started.comment())
                + "\nFollow it: ./belay watch " + id;
    }

    private static String changed(KnownDeployment deployment, EventBody.StatusChanged changed) {
        String subject = subject(deployment);
        String because = because(changed.reason());
        DeploymentId id = deployment.id();
        return switch (changed.status()) {
            case PENDING, RUNNING -> "";
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
