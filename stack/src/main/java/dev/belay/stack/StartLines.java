package dev.belay.stack;

import dev.belay.cli.BelayCommand;
import dev.belay.stack.running.StartListener;
import java.time.Duration;
import java.util.Locale;

/** A line for each part of a stack as it comes up, with the seconds since the beginning. */
final class StartLines implements StartListener {
    private final BelayCommand belay;
    private final long begin = System.nanoTime();

    StartLines(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public void ready(String part, String where) {
        if (!belay.json()) {
            belay.print(String.format(Locale.ROOT, "  %-14s%-30s%6s", part, where, elapsed()));
        }
    }

    @Override
    public void note(String sentence) {
        if (!belay.json()) {
            belay.print(sentence);
        }
    }

    String elapsed() {
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
