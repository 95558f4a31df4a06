package dev.belay.worker.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database's comment: what people wrote, and in its last line who holds the database.
 *
 * @param people what people wrote, kept as it is
 * @param holder absent where nobody holds the database
 */
record FencedComment(String people, @Nullable String holder) {
    private static final Pattern LINE = Pattern.compile("\\n?\\[belay: held by (?<holder>[^\\]]+)]\\s*$");

    static FencedComment parse(String comment) {
        Matcher line = LINE.matcher(comment);
        return line.find()
                ? new FencedComment(comment.substring(0, line.start()), line.group("holder"))
                : new FencedComment(comment, null);
    }

    FencedComment heldBy(@Nullable String other) {
        return new FencedComment(people, other);
    }

    /** Empty where there is nothing to say. */
    String text() {
        if (holder == null) {
            return people;
        }
        return people + (people.isEmpty() ? "" : "\n") + "[belay: held by " + holder + "]";
    }
}
