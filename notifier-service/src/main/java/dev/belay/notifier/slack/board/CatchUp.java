package dev.belay.notifier.slack.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes one message of many that come late, so that a channel is not flooded after Slack or the notifier was away.
 *
 * <p>What people still have to act on, and what the plan says to tell them, keeps a message of its own.
 */
final class CatchUp {
    /** What is younger is told message by message. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private static final int FEW = 2;
    private static final String HEADING = "What happened while this channel was not told:";

    private CatchUp() {}

    static Board of(Board board, Instant now) {
        List<Post> late = board.pending().stream()
                .filter(post -> Duration.between(post.happened(), now).compareTo(LATE) > 0)
                .filter(post -> !post.uncertain() && !stillUrgent(post, board))
                .toList();
        boolean begun = late.stream().anyMatch(post -> post.kind() == Post.Kind.CATCH_UP);
        if (late.size() <= (begun ? 1 : FEW)) {
            return board;
        }
        List<Post> further = new ArrayList<>(board.pending());
        further.removeAll(late);
        further.add(0, together(late));
        return board.pending(further);
    }

    private static boolean stillUrgent(Post post, Board board) {
        return switch (post.kind()) {
            case NOTIFICATION, QUESTION -> true;
            case TROUBLE -> post.equals(newestTrouble(board)) && unresolved(post, board.view());
            case PROGRESS, DECISION, CATCH_UP -> false;
        };
    }

    private static Post newestTrouble(Board board) {
        return board.pending().stream()
                .filter(post -> post.kind() == Post.Kind.TROUBLE)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    /** Whether that trouble is one still: its step has not gone on, and the deployment has not ended well. */
    private static boolean unresolved(Post trouble, DeploymentView view) {
        if (trouble.step() != null
                && view.step(trouble.step()).filter(StepView::troubled).isEmpty()) {
            return false;
        }
        return switch (view.status()) {
            case RUNNING, WATCHING, SUCCEEDED, CANCELLED, PENDING, SCHEDULED -> false;
            case WAITING, ROLLING_BACK, ROLLED_BACK, ROLLBACK_FAILED, INTERRUPTED -> true;
        };
    }

    private static Post together(List<Post> late) {
        Post first = late.get(0);
        Post last = late.get(late.size() - 1);
        String lines = late.stream().map(CatchUp::lines).collect(Collectors.joining());
        return new Post(
                deployment(first) + number(first.key()) + "-" + number(last.key()),
                Post.Kind.CATCH_UP,
                last.happened(),
                first.arrived(),
                HEADING + lines,
                Audience.THREAD,
                null,
                null,
                null,
                null);
    }

    private static String lines(Post post) {
        return post.kind() == Post.Kind.CATCH_UP
                ? post.text().substring(HEADING.length())
                : "\n" + post.happened().toString().substring(11, 19) + " UTC  " + post.text();
    }

    /** A key without the number or numbers of its events. */
    private static String deployment(Post post) {
        return post.key().substring(0, post.key().indexOf('/') + 1);
    }

    private static String number(String key) {
        return key.substring(key.lastIndexOf('/') + 1).replaceAll("-.*", "");
    }
}
