package dev.belay.cli.text;

import java.util.List;

/** The marks, for terminals that know Unicode and for those that do not. */
public enum Glyphs {
    UNICODE(
            "✓",
            "✗",
            "?",
            "–",
            "·",
            "↩",
            "→",
            "…",
            "│",
            "━",
            "━",
            "─",
            " · ",
            List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏")),
    ASCII("+", "x", "?", "-", ".", "<", ">", "...", "|", "=", "#", "-", ", ", List.of("|", "/", "-", "\\"));

    private final String done;
    private final String failed;
    private final String question;
    private final String skipped;
    private final String pending;
    private final String undone;
    private final String arrow;
    private final String ellipsis;
    private final String margin;
    private final String rule;
    private final String barDone;
    private final String barOpen;
    private final String separator;
    private final List<String> spinner;

    Glyphs(
            String done,
            String failed,
            String question,
            String skipped,
            String pending,
            String undone,
            String arrow,
            String ellipsis,
            String margin,
            String rule,
            String barDone,
            String barOpen,
            String separator,
            List<String> spinner) {
        this.done = done;
        this.failed = failed;
        this.question = question;
        this.skipped = skipped;
        this.pending = pending;
        this.undone = undone;
        this.arrow = arrow;
        this.ellipsis = ellipsis;
        this.margin = margin;
        this.rule = rule;
        this.barDone = barDone;
        this.barOpen = barOpen;
        this.separator = separator;
        this.spinner = spinner;
    }

    public String done() {
        return done;
    }

    public String failed() {
        return failed;
    }

    public String question() {
        return question;
    }

    public String skipped() {
        return skipped;
    }

    public String pending() {
        return pending;
    }

    public String undone() {
        return undone;
    }

    public String arrow() {
        return arrow;
    }

    public String ellipsis() {
        return ellipsis;
    }

    public String margin() {
        return margin;
    }

    public String rule() {
        return rule;
    }

    public String barDone() {
        return barDone;
    }

    public String barOpen() {
        return barOpen;
    }

    public String separator() {
        return separator;
    }

    /** The moving mark, one picture for every 100 ms. */
    public String spinner(long millis) {
        return spinner.get((int) (millis / 100 % spinner.size()));
    }
}
