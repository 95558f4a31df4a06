package dev.belay.notifier.slack.rendering;

import dev.belay.notifier.slack.board.Asked;
import dev.belay.notifier.slack.board.Audience;
import dev.belay.notifier.slack.board.DeploymentView;
import dev.belay.notifier.slack.board.OpenQuestion;
import dev.belay.notifier.slack.board.Post;
import dev.belay.notifier.slack.calls.Message;
import java.util.ArrayList;
import java.util.List;

/** A message besides the one that shows the deployment: in its thread, or in a channel that the plan names. */
public final class ReplyMessage {
    private static final int LONG = 2_000;
    private static final int LONGEST = 2_800;
    private static final int TEXT = 3_000;

    private ReplyMessage() {}

    public static Message of(Post post, DeploymentView view, Mentions mentions) {
        String whole = whole(view);
        boolean mentioned = post.audience() == Audience.MENTIONED || post.owner() != null;
        String mention = mentioned ? mentions.of(post.owner()) : "";
        List<String> lines = new ArrayList<>();
        OpenQuestion open = view.question();
        if (post.kind() == Post.Kind.QUESTION && open != null) {
            lines.add((mention + " A decision is needed.").strip());
            lines.addAll(QuestionLines.of(open.asked(), view, whole));
        } else {
            String icon = post.kind() == Post.Kind.TROUBLE ? ":rotating_light: " : "";
            String text = Mrkdwn.escape(post.text(), LONGEST - mention.length() - icon.length(), whole);
            lines.add((icon + mention + " " + text).strip());
        }
        String plain = (mention + " " + Mrkdwn.line(view.subject(), 300, whole) + ": "
                        + Mrkdwn.escape(post.text(), TEXT, whole))
                .strip();
        return new Message(plain, new BlockList(whole).section(lines).withFooter(footer(post, view)));
    }

    /** A question that is open no more. */
    public static Message answered(Asked asked, DeploymentView view) {
        String whole = whole(view);
        String answer = view.decisions().isEmpty()
                ? view.standing().reason()
                : view.decisions().get(view.decisions().size() - 1);
        String now = answer.isBlank() ? "It is open no more." : Mrkdwn.line(answer, LONG / 2, whole);
        List<String> lines =
                List.of(":ballot_box_with_check: " + Mrkdwn.line(asked.text(), LONG / 2, whole), Mrkdwn.bold(now));
        return new Message(now, new BlockList(whole).section(lines).withFooter(subject(view)));
    }

    /** In its thread nobody has to be told which deployment it is, but in the channel everybody. */
    private static String footer(Post post, DeploymentView view) {
        return post.audience() == Audience.THREAD ? Mrkdwn.code("./belay show " + view.id()) : subject(view);
    }

    private static String subject(DeploymentView view) {
        return Mrkdwn.line(view.subject(), 300, whole(view)) + "  ·  " + whole(view);
    }

    private static String whole(DeploymentView view) {
        return Mrkdwn.code("./belay show " + view.id());
    }
}
