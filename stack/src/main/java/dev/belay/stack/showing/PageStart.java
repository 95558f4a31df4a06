package dev.belay.stack.showing;

import dev.belay.stack.running.StartListener;
import java.time.Duration;
import java.util.Locale;

/** A start as a page shows it. */
public final class PageStart implements StartListener {
    private final Page page;
    private final long begin = System.nanoTime();

    public PageStart(Page page) {
        this.page = page;
    }

    @Override
    public void ready(String part, String where) {
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        page.up(part, where, String.format(Locale.ROOT, "%6.1f s", seconds));
    }

    @Override
    public void note(String sentence) {
        page.note(sentence);
    }
}
