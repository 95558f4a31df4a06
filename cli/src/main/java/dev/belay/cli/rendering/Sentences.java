package dev.belay.cli.rendering;

import dev.belay.cli.text.Words;
import dev.belay.contracts.EventBody.DecisionMade;
import dev.belay.contracts.EventBody.NotificationRequested;

/** Events that are one sentence. */
final class Sentences {
    static final String LOST = "The connection was lost; trying again. The release goes on without it.";
    static final String RESUMED = "Connected again; nothing was missed.";

    private Sentences() {}

    static String decision(DecisionMade made) {
        String comment = made.comment().isBlank() ? "" : ": \"" + Words.clean(made.comment()) + "\"";
        return made.by() + " (" + made.role().label() + ") decided \""
                + made.decision().label() + (made.argument() == null ? "" : " " + made.argument()) + "\"" + comment;
    }

    static String notification(NotificationRequested request) {
        String channel = request.channel();
        return "told " + (channel == null ? "people" : channel) + ": " + Words.clean(request.text());
    }
}
