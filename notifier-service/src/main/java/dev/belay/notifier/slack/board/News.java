package dev.belay.notifier.slack.board;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.notifier.wording.Elapsed;
import dev.belay.notifier.wording.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event adds to the messages that wait to be posted, and which of them it makes needless. */
final class News {
    private final DeploymentEvent event;
    private final DeploymentView before;
    private final DeploymentView after;
    private final List<Post> posts;
    private final Instant arrived;

    private News(
            DeploymentEvent event, DeploymentView before, DeploymentView after, List<Post> posts, Instant arrived) {
        this.event = event;
        this.before = before;
        this.after = after;
        this.posts = posts;
        this.arrived = arrived;
    }

    static List<Post> of(
            DeploymentEvent event, DeploymentView before, DeploymentView after, List<Post> pending, Instant arrived) {
        News news = new News(event, before, after, new ArrayList<>(pending), arrived);
        news.take(event.body());
        return news.posts;
    }

    private void take(EventBody body) {
        if (before.question() != null && !before.question().equals(after.question())) {
            // Answered before Slack was asked: the decision alone is worth telling.
            withdraw(Post.Kind.QUESTION);
        }
        if (body instanceof EventBody.StepChanged changed) {
            step(changed);
        } else if (body instanceof EventBody.StatusChanged changed) {
            status(changed);
        } else if (body instanceof EventBody.DecisionNeeded needed) {
            withdrawTroubleOf(needed.step());
            add(Post.Kind.QUESTION, Audience.MENTIONED, needed.step(), needed.text());
        } else if (body instanceof EventBody.DecisionMade made) {
            add(Post.Kind.DECISION, Audience.THREAD, null, Summary.decision(made));
        } else if (body instanceof EventBody.Noted noted) {
            String about = noted.step() == null ? "" : title(noted.step()) + ": ";
            add(Post.Kind.PROGRESS, Audience.THREAD, null, about + noted.text());
        } else if (body instanceof EventBody.NotificationRequested requested) {
            add(Post.Kind.NOTIFICATION, Audience.CHANNEL, null, requested.text(), null, requested.channel());
        } else if (body instanceof EventBody.Announced announced) {
            Audience audience = announced.mention() == null ? Audience.CHANNEL : Audience.MENTIONED;
            add(Post.Kind.NOTIFICATION, audience, null, announced.text(), announced.mention(), announced.channel());
        } else if (body instanceof EventBody.StepDue due) {
            add(Post.Kind.PROGRESS, Audience.THREAD, due.step(), title(due.step()) + " begins.", due.owner(), null);
        }
    }

    private void step(EventBody.StepChanged changed) {
        if (changed.status() == StepStatus.FAILED
                || changed.status() == StepStatus.UNKNOWN
                || changed.status() == StepStatus.UNDO_FAILED) {
            add(Post.Kind.TROUBLE, Audience.MENTIONED, changed.step(), trouble(changed));
        }
        for (int index = 0; index < after.phases().size(); index++) {
            PhaseView phase = after.phases().get(index);
            boolean news = phase.settled() && !phase.equals(phaseBefore(index));
            if (news && phase.steps().stream().noneMatch(StepView::pending)) {
                add(Post.Kind.PROGRESS, Audience.THREAD, null, done(phase, index));
            }
        }
    }

    private @Nullable PhaseView phaseBefore(int index) {
        return index < before.phases().size() ? before.phases().get(index) : null;
    }

    private String done(PhaseView phase, int index) {
        String next = index + 1 < after.phases().size()
                        && after.phases().get(index + 1).pending()
                ? " Next: " + after.phases().get(index + 1).name() + "."
                : "";
        return "Phase " + phase.name() + " is done (" + (index + 1) + " of "
                + after.phases().size() + ") after " + Elapsed.words(phase.took()) + "." + next;
    }

    private String trouble(EventBody.StepChanged changed) {
        String what =
                switch (changed.status()) {
                    case UNKNOWN -> " has an unknown outcome";
                    case UNDO_FAILED -> " could not be taken back";
                    default -> " failed";
                };
        String why =
                changed.failure() == null ? changed.note() : changed.failure().message();
        String next = changed.failure() == null ? "" : " " + changed.failure().next();
        return title(changed.step()) + what + (why.isBlank() ? "." : ": " + why) + next;
    }

    private void status(EventBody.StatusChanged changed) {
        String reason = changed.reason().isBlank() ? "." : ": " + changed.reason();
        switch (changed.status()) {
            case PENDING, SCHEDULED -> {}
            case RUNNING -> {
                if (before.status() == DeploymentStatus.WAITING && before.question() == null && !decided()) {
                    add(Post.Kind.PROGRESS, Audience.THREAD, null, "It goes on" + reason);
                }
            }
            case WAITING -> {
                if (after.question() == null) {
                    add(Post.Kind.TROUBLE, Audience.MENTIONED, null, "It waits" + reason);
                }
            }
            case WATCHING -> add(Post.Kind.PROGRESS, Audience.THREAD, null, "It is through and is watched" + reason);
            case ROLLING_BACK -> rollingBack(reason);
            case SUCCEEDED -> add(Post.Kind.PROGRESS, Audience.THREAD, null, "It has succeeded" + reason);
            case CANCELLED -> cancelled(reason);
            case ROLLED_BACK -> add(Post.Kind.TROUBLE, Audience.CHANNEL, null, "It was rolled back" + reason);
            case ROLLBACK_FAILED ->
                add(Post.Kind.TROUBLE, Audience.MENTIONED, null, "It has failed and could not be taken back" + reason);
            case INTERRUPTED ->
                add(
                        Post.Kind.TROUBLE,
                        Audience.MENTIONED,
                        null,
                        "It was interrupted" + reason + " Its environment is blocked until somebody acknowledges it.");
        }
    }

    /** People who rely on a scheduled start have to know that it was none, where nobody has decided so. */
    private void cancelled(String reason) {
        if (before.scheduled() && !decided()) {
            add(Post.Kind.TROUBLE, Audience.MENTIONED, null, "It has not begun" + reason);
        } else {
            add(Post.Kind.PROGRESS, Audience.CHANNEL, null, "It was cancelled" + reason);
        }
    }

    /** The step's failure has been told, or is told with this one. */
    private void rollingBack(String reason) {
        StepId culprit = posts.stream()
                .filter(post -> post.kind() == Post.Kind.TROUBLE && post.step() != null && !post.uncertain())
                .map(Post::step)
                .findFirst()
                .orElse(null);
        if (culprit == null) {
            add(Post.Kind.PROGRESS, Audience.THREAD, null, "It is being taken back" + reason);
        } else {
            withdrawTroubleOf(culprit);
            add(Post.Kind.TROUBLE, Audience.MENTIONED, culprit, "It is being taken back" + reason);
        }
    }

    private boolean decided() {
        return posts.stream().anyMatch(post -> post.kind() == Post.Kind.DECISION)
                || !before.decisions().isEmpty();
    }

    private void withdraw(Post.Kind kind) {
        posts.removeIf(post -> post.kind() == kind && !post.uncertain());
    }

    private void withdrawTroubleOf(StepId step) {
        posts.removeIf(post -> post.kind() == Post.Kind.TROUBLE && step.equals(post.step()) && !post.uncertain());
    }

    private String title(StepId step) {
        return after.step(step)
                .map(known -> "Step \"" + known.title() + "\" (" + step + ")")
                .orElse("Step " + step);
    }

    /** What mentions somebody and concerns a step mentions its owner. */
    private void add(Post.Kind kind, Audience audience, @Nullable StepId step, String text) {
        String owner = audience == Audience.MENTIONED
                ? after.step(step).map(StepView::owner).orElse(null)
                : null;
        add(kind, audience, step, text, owner, null);
    }

    private void add(
            Post.Kind kind,
            Audience audience,
            @Nullable StepId step,
            String text,
            @Nullable String owner,
            @Nullable String channel) {
        if (text.isBlank()) {
            return;
        }
        // Two messages of one event differ in their keys, and a question's ends in its number.
        long same = posts.stream().filter(post -> post.key().startsWith(key())).count();
        String key = same == 0 ? key() : key().replace("/", "/" + same + "/");
        posts.add(new Post(key, kind, event.at(), arrived, text, audience, step, owner, channel, null));
    }

    private String key() {
        return event.deployment() + "/" + event.seq();
    }
}
