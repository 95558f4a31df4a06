package dev.belay.cli.rendering;

import dev.belay.cli.text.Words;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.event.EventBody.DecisionMade;
import dev.belay.contracts.event.EventBody.NotificationRequested;
import dev.belay.contracts.watch.SeriesRollUp;
import dev.belay.documents.SeriesText;
import java.util.stream.Collectors;

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

    static String announcement(EventBody.Announced announced) {
        String channel = announced.channel();
        String mention = announced.mention();
        return "told " + (channel == null ? "people" : channel) + (mention == null ? "" : " and " + mention) + ": "
                + Words.clean(announced.text());
    }

    /** The newest number of each series. */
    static String watched(EventBody.Watched watched) {
        return watched.series().stream()
                .map(series -> {
                    SeriesRollUp.Values values = series.values();
                    return series.series() + " "
                            + (values == null || !series.why().isEmpty()
                                    ? "no data"
                                    : SeriesText.number(values.last(), series.unit()));
                })
                .collect(Collectors.joining(", "));
    }
}
