package dev.belay.notifier.slack;

import dev.belay.notifier.slack.board.Board;
import dev.belay.notifier.slack.board.Boards;
import dev.belay.notifier.slack.board.Post;
import dev.belay.notifier.slack.board.Posted;
import dev.belay.notifier.slack.calls.Placement;
import dev.belay.notifier.slack.calls.SentMessages;
import dev.belay.notifier.slack.calls.SlackCalls;
import dev.belay.notifier.slack.calls.SlackTrouble;
import dev.belay.notifier.slack.rendering.Mentions;
import dev.belay.notifier.slack.rendering.ReplyMessage;
import dev.belay.notifier.slack.rendering.RootMessage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does errands. What is about to be posted is noted on disk before, and what was posted after. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Boards boards;
    private final SlackCalls calls;
    private final SentMessages sent;
    private final Mentions mentions;
    private final MeterRegistry meters;
    private final Clock clock;

    Delivery(Boards boards, SlackCalls calls, Mentions mentions, MeterRegistry meters, Clock clock) {
        this.boards = boards;
        this.calls = calls;
        this.sent = new SentMessages(calls);
        this.mentions = mentions;
        this.meters = meters;
        this.clock = clock;
    }

    /** @throws SlackTrouble when it is not done */
    void perform(Errand errand) {
        if (errand instanceof Errand.PostRoot post) {
            post(post);
        } else if (errand instanceof Errand.FindRoot find) {
            find(find);
        } else if (errand instanceof Errand.UpdateRoot update) {
            update(update);
        } else if (errand instanceof Errand.PostFurther post) {
            post(post);
        } else if (errand instanceof Errand.FindFurther find) {
            find(find);
        } else if (errand instanceof Errand.MarkAnswered mark) {
            calls.update(
                    mark.asked().posted(),
                    ReplyMessage.answered(mark.asked(), mark.board().view()));
            boards.change(mark.board().id(), board -> board.marked(mark.asked()));
        }
    }

    /** Lets go of a message that Slack will not take. */
    void giveUp(Board board, Post post, SlackTrouble why) {
        LOG.error(
                "Message {} is given up. {} It stands in `./belay show {}`. It said: {}",
                post.key(),
                why.what(),
                board.id(),
                post.text());
        boards.change(board.id(), known -> known.postDropped(post));
        told("given-up", post.happened());
    }

    private void post(Errand.PostRoot errand) {
        Board board = errand.board();
        boards.change(board.id(), known -> known.rootAttempted(clock.instant()));
        Posted posted;
        try {
            posted = calls.post(Placement.inChannel(errand.channel()), RootMessage.of(board.view()), rootKey(board));
        } catch (SlackTrouble trouble) {
            if (trouble.kind() != SlackTrouble.Kind.PASSING) {
                boards.change(board.id(), known -> known.rootAttempted(null));
            }
            throw trouble;
        }
        boards.learn(errand.channel(), posted.channel());
        boards.change(board.id(), known -> known.rootShown(posted, board.seq()));
        told("delivered", board.root().happened());
    }

    /** What was found may show less than is known by now. */
    private void find(Errand.FindRoot errand) {
        Board board = errand.board();
        Optional<Posted> found = find(
                Placement.inChannel(errand.channel()),
                rootKey(board),
                board.root().attempted());
        boards.change(
                board.id(),
                known -> found.map(posted -> known.rootShown(posted, -1)).orElseGet(() -> known.rootAttempted(null)));
    }

    private void update(Errand.UpdateRoot errand) {
        Board board = errand.board();
        try {
            calls.update(errand.posted(), RootMessage.of(board.view()));
        } catch (SlackTrouble trouble) {
            if (ofALostMessage(trouble)) {
                LOG.warn(
                        "The message of deployment {} is gone from channel {}; another one is posted.",
                        board.id(),
                        errand.channel());
                boards.change(board.id(), known -> known.rootLost(clock.instant()));
                return;
            }
            throw trouble;
        }
        boards.change(board.id(), known -> known.rootShown(errand.posted(), board.seq()));
        told("delivered", board.root().happened());
    }

    private void post(Errand.PostFurther errand) {
        Board board = errand.board();
        Post post = errand.post();
        boards.change(board.id(), known -> known.postAttempted(post, clock.instant()));
        Posted posted;
        try {
            posted = calls.post(errand.to(), ReplyMessage.of(post, board.view(), mentions), post.key());
        } catch (SlackTrouble trouble) {
            if (trouble.kind() != SlackTrouble.Kind.PASSING) {
                boards.change(board.id(), known -> known.postAttempted(post, null));
            }
            throw trouble;
        }
        delivered(errand.channel(), board, post, posted);
    }

    private void find(Errand.FindFurther errand) {
        Board board = errand.board();
        Post post = errand.post();
        find(errand.to(), post.key(), post.attempted())
                .ifPresentOrElse(
                        posted -> delivered(errand.channel(), board, post, posted),
                        () -> boards.change(board.id(), known -> known.postAttempted(post, null)));
    }

    private void delivered(String channel, Board board, Post post, Posted posted) {
        boards.learn(channel, posted.channel());
        boards.change(board.id(), known -> known.postDelivered(post, posted));
        told("delivered", post.happened());
    }

    private Optional<Posted> find(Placement to, String key, @Nullable Instant attempted) {
        Optional<String> channel =
                SentMessages.isChannelId(to.channel()) ? Optional.of(to.channel()) : boards.channelId(to.channel());
        if (channel.isEmpty() || attempted == null) {
            LOG.warn(
                    "Message {} is sent again without knowing whether it stands in channel {} already, since Slack's"
                            + " id of that channel is not known; it may stand there twice."
                            + " Name channels by their ids in belay.notifier.slack.",
                    key,
                    to.channel());
            return Optional.empty();
        }
        return sent.find(to, channel.get(), key, attempted);
    }

    private static boolean ofALostMessage(SlackTrouble trouble) {
        return trouble.refusal().filter(refusal -> refusal.isOfALostMessage()).isPresent();
    }

    private static String rootKey(Board board) {
        return board.id() + "/root";
    }

    private void told(String outcome, @Nullable Instant happened) {
        if (happened != null) {
            meters.timer("belay.slack.delivery", "outcome", outcome)
                    .record(Duration.between(happened, clock.instant()));
        }
    }
}
