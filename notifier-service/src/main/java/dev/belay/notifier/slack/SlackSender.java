package dev.belay.notifier.slack;

import dev.belay.notifier.delivery.Backlog;
import dev.belay.notifier.delivery.RetryProperties;
import dev.belay.notifier.delivery.Troubles;
import dev.belay.notifier.slack.board.Board;
import dev.belay.notifier.slack.board.Boards;
import dev.belay.notifier.slack.calls.Pace;
import dev.belay.notifier.slack.calls.SlackCalls;
import dev.belay.notifier.slack.calls.SlackRefusal;
import dev.belay.notifier.slack.calls.SlackTrouble;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tells Slack what the boards have to tell, one call at a time, for as long as the notifier runs. */
public final class SlackSender implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SlackSender.class);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Boards boards;
    private final Errands errands;
    private final Patience patience;
    private final Delivery delivery;
    private final Duration giveUp;
    private final Clock clock;
    private volatile @Nullable Thread running;

    SlackSender(Boards boards, Errands errands, Patience patience, Delivery delivery, Duration giveUp, Clock clock) {
        this.boards = boards;
        this.errands = errands;
        this.patience = patience;
        this.delivery = delivery;
        this.giveUp = giveUp;
        this.clock = clock;
    }

    public static SlackSender of(
            SlackProperties slack,
            Boards boards,
            SlackCalls calls,
            RetryProperties retry,
            Troubles troubles,
            MeterRegistry meters,
            Clock clock) {
        Duration between = slack.pace().between();
        Backlog.publish("slack", boards::waitsSince, meters, clock);
        Gauge.builder("belay.slack.pending", boards, Boards::size).register(meters);
        return new SlackSender(
                boards,
                new Errands(between),
                new Patience(
                        channel -> boards.channelId(channel).orElse(channel),
                        new Pace(between, clock),
                        retry,
                        slack.pace().refusedAgain(),
                        troubles,
                        clock),
                new Delivery(boards, calls, slack.mentions(), meters, clock),
                slack.pace().giveUp(),
                clock);
    }

    /** Does the first errand that is due; returns how long none will be. */
    Duration turn() {
        Duration soonest = IDLE;
        for (Board board : boards.waiting()) {
            for (Errand errand : errands.of(board)) {
                Duration wait = patience.untilAllowed(errand);
                if (wait.isZero()) {
                    perform(errand);
                    return Duration.ZERO;
                }
                soonest = wait.compareTo(soonest) < 0 ? wait : soonest;
            }
        }
        return soonest;
    }

    private void perform(Errand errand) {
        patience.tried(errand);
        try {
            delivery.perform(errand);
            patience.succeeded(errand);
        } catch (SlackTrouble trouble) {
            if (!givenUp(errand, trouble)) {
                patience.failed(errand, trouble);
            }
        }
    }

    /** What Slack refuses for itself, or has refused for too long, must not be in the way of other things. */
    private boolean givenUp(Errand errand, SlackTrouble trouble) {
        SlackRefusal refusal = trouble.refusal().orElse(null);
        if (refusal == null) {
            return false;
        }
        boolean hopeless = refusal.reach() == SlackRefusal.Reach.MESSAGE;
        if (errand instanceof Errand.PostFurther further) {
            if (refusal.isOfALostMessage()) {
                boards.change(errand.board().id(), board -> board.rootLost(clock.instant()));
                return true;
            }
            boolean old = further.post().happened().isBefore(clock.instant().minus(giveUp));
            if (hopeless || old) {
                delivery.giveUp(errand.board(), further.post(), trouble);
                patience.forget(errand, refusal);
                return true;
            }
        } else if (errand instanceof Errand.MarkAnswered mark && hopeless) {
            boards.change(errand.board().id(), board -> board.marked(mark.asked()));
            return true;
        }
        Instant ended = errand.board().view().standing().since();
        boolean over = errand.board().view().status().terminal()
                && ended != null
                && ended.isBefore(clock.instant().minus(giveUp));
        if (over) {
            LOG.error("Deployment {} is shown no more. {}", errand.board().id(), trouble.what());
            boards.change(errand.board().id(), Board::abandoned);
            patience.forget(errand, refusal);
        }
        return over;
    }

    private void run() {
        long seen = 0;
        while (running != null) {
            try {
                seen = boards.awaitChange(seen, turn());
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException unexpected) {
                LOG.error("Telling Slack has failed; it is tried again", unexpected);
                seen = pause(seen);
            }
        }
    }

    private long pause(long seen) {
        try {
            return boards.awaitChange(seen, Duration.ofSeconds(1));
        } catch (InterruptedException stopped) {
            running = null;
            return seen;
        }
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::run, "slack");
        running = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = running;
        running = null;
        if (thread != null) {
            // Not interrupted: a call that is under way ends within its timeout, and its fate is known then.
            boards.wake();
            try {
                thread.join(Duration.ofSeconds(20).toMillis());
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
