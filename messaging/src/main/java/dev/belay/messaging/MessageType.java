package dev.belay.messaging;

import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Result;
import java.util.Arrays;

/** The kinds of message, each with the CloudEvents type that carries its version. */
public enum MessageType {
    COMMAND("dev.belay.command.v1", Command.class, Strictness.STRICT),
    CANCELLATION("dev.belay.cancellation.v1", Cancellation.class, Strictness.STRICT),
    RESULT("dev.belay.result.v1", Result.class, Strictness.TOLERANT),
    BEAT("dev.belay.beat.v1", Beat.class, Strictness.TOLERANT),
    MANIFEST("dev.belay.manifest.v1", Manifest.class, Strictness.TOLERANT),
    MANIFEST_REMOVAL("dev.belay.manifest-removal.v1", ManifestRemoval.class, Strictness.TOLERANT),
    DEPLOYMENT_EVENT("dev.belay.deployment-event.v1", DeploymentEvent.class, Strictness.TOLERANT);

    /** Whether a field that the reader does not know is refused. */
    enum Strictness {
        STRICT,
        TOLERANT
    }

    private final String type;
    private final Class<?> body;
    private final Strictness strictness;

    MessageType(String type, Class<?> body, Strictness strictness) {
        this.type = type;
        this.body = body;
        this.strictness = strictness;
    }

    /** The value of the CloudEvents attribute {@code type}. */
    public String type() {
        return type;
    }

    public Class<?> body() {
        return body;
    }

    boolean strict() {
        return strictness == Strictness.STRICT;
    }

    static MessageType of(Object body) {
        return Arrays.stream(values())
                .filter(type -> type.body.isInstance(body))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No message type for " + body.getClass()));
    }
}
