package dev.belay.notifier.slack;

import dev.belay.notifier.slack.board.Asked;
import dev.belay.notifier.slack.board.Board;
import dev.belay.notifier.slack.board.Post;
import dev.belay.notifier.slack.board.Posted;
import dev.belay.notifier.slack.calls.Placement;
import dev.belay.notifier.slack.calls.SlackMethod;
import java.time.Instant;

/** One call of Slack that a board needs. */
sealed interface Errand {
    Board board();

    SlackMethod method();

    /** The channel as people name it. */
    String channel();

    /** Since when it may be done. */
    Instant due();

    /** Whether it concerns the message that shows the deployment. */
    default boolean ofRoot() {
        return this instanceof PostRoot || this instanceof FindRoot || this instanceof UpdateRoot;
    }

    /** To post the message that shows the deployment. */
    record PostRoot(Board board, String channel, Instant due) implements Errand {
        @Override
        public SlackMethod method() {
            return SlackMethod.POST;
        }
    }

    /** To find out whether the message that shows the deployment stands in Slack already. */
    record FindRoot(Board board, String channel, Instant due) implements Errand {
        @Override
        public SlackMethod method() {
            return SlackMethod.HISTORY;
        }
    }

    /** To let that message show the newest state. */
    record UpdateRoot(Board board, Posted posted, String channel, Instant due) implements Errand {
        @Override
        public SlackMethod method() {
            return SlackMethod.UPDATE;
        }
    }

    /** To post a further message. */
    record PostFurther(Board board, Post post, Placement to, String channel, Instant due) implements Errand {
        @Override
        public SlackMethod method() {
            return SlackMethod.POST;
        }
    }

    /** To find out whether a further message stands in Slack already. */
    record FindFurther(Board board, Post post, Placement to, String channel, Instant due) implements Errand {
        @Override
        public SlackMethod method() {
            return to.thread() == null ? SlackMethod.HISTORY : SlackMethod.REPLIES;
        }
    }

    /** To mark a question as answered. */
    record MarkAnswered(Board board, Asked asked, String channel, Instant due) implements Errand {
        @Override
        public SlackMethod method() {
            return SlackMethod.UPDATE;
        }
    }
}
