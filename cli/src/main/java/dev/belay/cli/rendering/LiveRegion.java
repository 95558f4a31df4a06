package dev.belay.cli.rendering;

import dev.belay.cli.text.Words;
import java.util.ArrayList;
import java.util.List;

/** The last lines on a screen, which are drawn anew; what stands above them stays. */
final class LiveRegion {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String TO_LINE_END = "\u001b[K";
    private static final String TO_SCREEN_END = "\u001b[J";

    private final Screen screen;
    private List<String> shown = List.of();
    private boolean cursorHidden;

    LiveRegion(Screen screen) {
        this.screen = screen;
    }

    /** Adds lines that stay, and shows others below them that do not. */
    void show(List<String> staying, List<String> live) {
        List<String> fitting = live.subList(Math.max(0, live.size() - (screen.rows() - 1)), live.size());
        if (staying.isEmpty() && fitting.equals(shown)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        if (!cursorHidden && !fitting.isEmpty()) {
            text.append(HIDE_CURSOR);
            cursorHidden = true;
        }
        if (!shown.isEmpty()) {
            text.append("\u001b[").append(heightOfShown()).append("A\r");
        }
        List<String> all = new ArrayList<>(staying);
        all.addAll(fitting);
        all.forEach(line -> text.append(line).append(TO_LINE_END).append("\r\n"));
        screen.print(text.append(TO_SCREEN_END).toString());
        shown = List.copyOf(fitting);
    }

    /** A terminal that has become narrower has wrapped what was shown. */
    private int heightOfShown() {
        int columns = Math.max(1, screen.columns());
        return shown.stream()
                .mapToInt(line -> Math.max(1, (Words.width(Words.clean(line)) + columns - 1) / columns))
                .sum();
    }

    /** Removes what does not stay, and gives the cursor back. */
    void end(List<String> staying) {
        show(staying, List.of());
        screen.print(SHOW_CURSOR);
        cursorHidden = false;
    }
}
