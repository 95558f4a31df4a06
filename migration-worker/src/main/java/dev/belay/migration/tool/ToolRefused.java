package dev.belay.migration.tool;

import org.jspecify.annotations.Nullable;

/** A tool that did not even begin, or stopped for another reason than a statement that the database refused. */
public final class ToolRefused extends RuntimeException {
    private final String what;
    private final String next;
    private final @Nullable String excerpt;

    public ToolRefused(String message, String next) {
        this(message, next, null, null);
    }

    public ToolRefused(String message, String next, @Nullable String excerpt, @Nullable Throwable cause) {
        super(message, cause);
        this.what = message;
        this.next = next;
        this.excerpt = excerpt;
    }

    public String what() {
        return what;
    }

    /** What to do now. */
    public String next() {
        return next;
    }

    /** The tool's own words; null where they are in the message. */
    public @Nullable String excerpt() {
        return excerpt;
    }
}
