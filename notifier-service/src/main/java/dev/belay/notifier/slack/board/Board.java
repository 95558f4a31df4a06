package dev.belay.notifier.slack.board;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, what Slack shows of it, and what Slack has still to be told.
 *
 * @param seq the last event that is part of it
 * @param channel where its message goes, absent while there is nothing to tell
 * @param pending oldest first
 * @param asked questions that stand in Slack as open
 */
public record Board(
        DeploymentView view, long seq, @Nullable String channel, Root root, List<Post> pending, List<Asked> asked) {
    public Board {
        pending = List.copyOf(pending);
        asked = List.copyOf(asked);
    }

    static Board unseen(DeploymentId id) {
        return new Board(DeploymentView.unseen(id), 0, null, Root.NONE, List.of(), List.of());
    }

    public DeploymentId id() {
        return view.id();
    }

    /** Takes note of an event that nobody is to be told of. */
    Board knowing(DeploymentEvent event) {
        return new Board(view.after(event), event.seq(), channel, root, pending, asked);
    }

    /** Takes note of an event, and of what has to be told of it. */
    Board after(DeploymentEvent event, Instant arrived) {
        DeploymentView next = view.after(event);
        Root nextRoot = next.equals(view) && channel != null ? root : root.changed(event.at(), arrived);
        return new Board(
                next,
                event.seq(),
                announcedIn(event.body()),
                nextRoot,
                News.of(event, view, next, pending, arrived),
                asked);
    }

    /** The channel that the plan announces itself in is the one that shows it, unless another one does already. */
    private @Nullable String announcedIn(EventBody body) {
        boolean free = root.posted() == null && root.attempted() == null;
        return free && body instanceof EventBody.Announced announced && announced.channel() != null
                ? announced.channel()
                : channel;
    }

    Board in(String chosen) {
        return new Board(view, seq, chosen, root, pending, asked);
    }

    /** The message is about to be sent, or was certainly not taken. */
    public Board rootAttempted(@Nullable Instant when) {
        return with(new Root(root.posted(), when, root.stale(), root.happened()));
    }

    /** Slack shows what was known at the event of that number. */
    public Board rootShown(Posted posted, long shownSeq) {
        boolean newest = shownSeq == seq;
        return with(new Root(posted, null, newest ? null : root.stale(), newest ? null : root.happened()));
    }

    /** The message is gone; another one has to be posted. */
    public Board rootLost(Instant now) {
        return with(new Root(null, null, now, now));
    }

    public Board postAttempted(Post post, @Nullable Instant when) {
        return pending(known -> known.key().equals(post.key()) ? known.attempted(when) : known);
    }

    /** A message stands in Slack, and if it is a question, has to be marked later. */
    public Board postDelivered(Post post, Posted where) {
        Board without = postDropped(post);
        if (post.kind() != Post.Kind.QUESTION) {
            return without;
        }
        long asking = Long.parseLong(post.key().substring(post.key().lastIndexOf('/') + 1));
        return without.with(Stream.concat(asked.stream(), Stream.of(new Asked(asking, post.text(), where)))
                .toList());
    }

    public Board postDropped(Post post) {
        return new Board(
                view,
                seq,
                channel,
                root,
                pending.stream()
                        .filter(known -> !known.key().equals(post.key()))
                        .toList(),
                asked);
    }

    public Board marked(Asked answered) {
        return with(asked.stream().filter(known -> !known.equals(answered)).toList());
    }

    /** Nothing more will be told of it. */
    public Board abandoned() {
        return new Board(view, seq, channel, new Root(root.posted(), null, null, null), List.of(), List.of());
    }

    /** A question that stands in Slack as open and is not any more. */
    public Optional<Asked> answered() {
        OpenQuestion open = view.question();
        return asked.stream()
                .filter(question -> open == null || open.seq() != question.seq())
                .findFirst();
    }

    /** Since when something waits to be told; empty where Slack shows everything. */
    public Optional<Instant> waitsSince() {
        return channel == null
                ? Optional.empty()
                : Stream.concat(pending.stream().map(Post::happened), Stream.ofNullable(root.happened()))
                        .min(Instant::compareTo);
    }

    Board pending(List<Post> other) {
        return new Board(view, seq, channel, root, other, asked);
    }

    private Board pending(UnaryOperator<Post> change) {
        return pending(pending.stream().map(change).toList());
    }

    private Board with(Root other) {
        return new Board(view, seq, channel, other, pending, asked);
    }

    private Board with(List<Asked> other) {
        return new Board(view, seq, channel, root, pending, other);
    }
}
