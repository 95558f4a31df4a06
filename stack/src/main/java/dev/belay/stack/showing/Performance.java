package dev.belay.stack.showing;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.cli.rendering.Screen;
import dev.belay.cli.text.Look;
import dev.belay.stack.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** A show from its first line to the last, and what is left of it. */
public final class Performance {
    private final ShowState state;
    private final boolean keep;
    private final Interruption interruption;
    private final Page page;
    private final Instant begin = Instant.now();

    public Performance(BelayCommand belay, ShowState state, boolean keep, Interruption interruption) {
        this.state = state;
        this.keep = keep;
        this.interruption = interruption;
        this.page = new Page(look(belay), belay::print);
    }

    public Page page() {
        return page;
    }

    /** The exit status. */
    public int run(Supplier<Shown> show) {
        boolean ended = false;
        try {
            Shown shown = show.get();
            leave(shown);
            ended = true;
            return shown.good() ? ExitStatus.SUCCEEDED : ExitStatus.OTHER;
        } finally {
            if (!ended) {
                Interruption.deferred(this::breakOff);
            }
        }
    }

    private void leave(Shown shown) {
        shown.verdict(Duration.between(begin, Instant.now()));
        page.blank();
        if (keep) {
            shown.whatNext();
        } else if (shown.good()) {
            state.removeAllButReports();
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
                + state.directory().logs() + "; the next run deletes them.");
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
