package dev.belay.stack.demo;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.rendering.Screen;
import dev.belay.cli.text.Look;
import dev.belay.stack.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A demonstration from its first line to the last, and what is left of it. */
final class Performance {
    private final BelayCommand belay;
    private final DemoState state;
    private final boolean keep;
    private final Interruption interruption;
    private final Page page;
    private final Instant begin = Instant.now();

    Performance(BelayCommand belay, DemoState state, boolean keep, Interruption interruption) {
        this.belay = belay;
        this.state = state;
        this.keep = keep;
        this.interruption = interruption;
        this.page = new Page(look(belay), belay::print);
    }

    int run() {
        page.blank();
        page.say(
                "A real database with 120,000 orders, a small shop that serves from it, and two releases of that shop: the first one succeeds, the second one breaks production and is taken back.");
        page.say("It takes about two minutes and touches nothing outside of " + state.directory() + ".");
        boolean ended = false;
        try {
            Demo.Outcome outcome = new Demo(belay, state.directory(), page, interruption).run();
            leave(outcome);
            ended = true;
            return DemoCommand.exitStatus(outcome.good());
        } finally {
            if (!ended) {
                Interruption.deferred(this::breakOff);
            }
        }
    }

    private void leave(Demo.Outcome outcome) {
        Closing closing = new Closing(page, state.directory(), outcome);
        closing.verdict(Duration.between(begin, Instant.now()));
        page.blank();
        if (keep) {
            closing.whatNext();
        } else if (outcome.good()) {
            state.remove();
            page.say("Everything has been stopped and removed. With --keep it stays, to be looked at and tried.");
        } else {
            state.stop();
            sayWhereLogsAre();
        }
    }

    private void breakOff() {
        page.blank();
        page.say("Broken off; everything is being stopped.");
        state.stop();
        if (interruption.requested()) {
            state.remove();
        } else {
            sayWhereLogsAre();
        }
    }

    private void sayWhereLogsAre() {
        page.say("Everything has been stopped. The logs are in "
                + state.directory().logs() + "; the next demonstration deletes them.");
    }

    private static Look look(BelayCommand belay) {
        Optional<Screen> terminal = belay.surroundings().terminal().get();
        if (terminal.isEmpty()) {
            return belay.plainLook();
        }
        try (Screen screen = terminal.get()) {
            return belay.look(screen.columns() - 1);
        }
    }
}
