package dev.belay.notifier.slack.rendering;

import dev.belay.notifier.slack.board.DeploymentView;
import dev.belay.notifier.slack.board.OpenQuestion;
import dev.belay.notifier.slack.board.Origin;
import dev.belay.notifier.slack.calls.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one message that shows a deployment as it stands. */
public final class RootMessage {
    private static final int LONG = 1_500;
    private static final int SHORT = 300;

    private final DeploymentView view;
    private final String whole;

    private RootMessage(DeploymentView view) {
        this.view = view;
        this.whole = Mrkdwn.code("./belay show " + view.id());
    }

    public static Message of(DeploymentView view) {
        return new RootMessage(view).message();
    }

    private Message message() {
        BlockList blocks = new BlockList(whole).header(view.subject());
        blocks.section(standing());
        blocks.section(question(view.question()));
        view.phases().forEach(phase -> blocks.section(PhaseLines.of(phase, whole)));
        blocks.section(decisions());
        return new Message(
                Mrkdwn.line(view.subject(), SHORT, whole) + " – " + Icons.word(view.status()) + because(SHORT),
                blocks.withFooter(footer()));
    }

    private List<String> standing() {
        List<String> lines = new ArrayList<>();
        lines.add(Icons.of(view.status()) + " It is " + Mrkdwn.bold(Icons.word(view.status())) + since()
                + (view.question() == null ? because(LONG) : ""));
        boolean begun = view.steps().anyMatch(step -> !step.pending());
        if (view.begins() != null && !begun && !view.status().terminal()) {
            lines.add(":alarm_clock: It begins " + Mrkdwn.moment(view.begins()));
        }
        Origin origin = view.origin();
        if (origin != null) {
            lines.add("Started by " + Mrkdwn.line(origin.requestedBy(), SHORT, whole) + " "
                    + Mrkdwn.moment(origin.at()) + parameters(origin)
                    + (origin.comment().isBlank() ? "" : ": " + Mrkdwn.line(origin.comment(), LONG, whole)));
        }
        return lines;
    }

    private String since() {
        Instant since = view.standing().since();
        return since == null ? "" : " since " + Mrkdwn.moment(since);
    }

    private String because(int longest) {
        String reason = view.standing().reason();
        return reason.isBlank() ? "" : ": " + Mrkdwn.line(reason, longest, whole);
    }

    private String parameters(Origin origin) {
        String values = new TreeMap<>(origin.parameters())
                .entrySet().stream()
                        .map(value -> value.getKey() + " " + value.getValue())
                        .collect(Collectors.joining(", "));
        return values.isEmpty() ? "" : " with " + Mrkdwn.line(values, LONG / 2, whole);
    }

    private List<String> question(@Nullable OpenQuestion open) {
        return open == null ? List.of() : QuestionLines.of(open.asked(), view, whole);
    }

    private List<String> decisions() {
        List<String> made = view.decisions();
        return made.subList(Math.max(0, made.size() - 5), made.size()).stream()
                .map(decision -> ":speech_balloon: " + Mrkdwn.line(decision, SHORT, whole))
                .toList();
    }

    private String footer() {
        String command = view.status().terminal() ? "./belay report " : "./belay watch ";
        return view.id() + "  ·  " + Mrkdwn.code(command + view.id());
    }
}
