package dev.belay.notifier.slack;

import dev.belay.notifier.slack.board.Audience;
import dev.belay.notifier.slack.board.Board;
import dev.belay.notifier.slack.board.Post;
import dev.belay.notifier.slack.board.Posted;
import dev.belay.notifier.slack.board.Root;
import dev.belay.notifier.slack.calls.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a board needs next: of each place the oldest message, and the thread only below a message that is there. */
final class Errands {
    private final Duration settle;

    /** @param settle what comes within that time is told together */
    Errands(Duration settle) {
        this.settle = settle;
    }

    List<Errand> of(Board board) {
        List<Errand> errands = new ArrayList<>();
        String channel = String.valueOf(board.channel());
        Root root = board.root();
        Posted posted = root.posted();
        Instant stale = root.stale();
        if (posted == null && stale != null) {
            Instant due = stale.plus(settle);
            errands.add(
                    root.attempted() == null
                            ? new Errand.PostRoot(board, channel, due)
                            : new Errand.FindRoot(board, channel, due));
        } else if (posted != null && stale != null) {
            errands.add(new Errand.UpdateRoot(board, posted, channel, stale.plus(settle)));
        }
        addPosts(errands, board, posted);
        board.answered().ifPresent(asked -> errands.add(new Errand.MarkAnswered(board, asked, channel, Instant.EPOCH)));
        return errands;
    }

    private void addPosts(List<Errand> errands, Board board, @Nullable Posted root) {
        Set<String> places = new HashSet<>();
        for (Post post : board.pending()) {
            boolean elsewhere = isElsewhere(post, board);
            String place = String.valueOf(elsewhere ? post.channel() : board.channel());
            if ((elsewhere || root != null) && places.add(place)) {
                Placement to = elsewhere || root == null
                        ? Placement.inChannel(place)
                        : new Placement(root.channel(), root.ts(), post.audience() != Audience.THREAD);
                Instant due = post.arrived().plus(settle);
                errands.add(
                        post.uncertain()
                                ? new Errand.FindFurther(board, post, to, place, due)
                                : new Errand.PostFurther(board, post, to, place, due));
            }
        }
    }

    /** Whether the plan names another channel than the one that shows the deployment. */
    private static boolean isElsewhere(Post post, Board board) {
        Posted root = board.root().posted();
        return post.channel() != null
                && !bare(post.channel()).equals(bare(String.valueOf(board.channel())))
                && (root == null || !post.channel().equals(root.channel()));
    }

    private static String bare(String channel) {
        return channel.startsWith("#") ? channel.substring(1) : channel;
    }
}
