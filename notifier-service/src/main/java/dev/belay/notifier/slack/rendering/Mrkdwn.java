package dev.belay.notifier.slack.rendering;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Text as Slack takes it: nothing in a value commands Slack, and nothing is longer than Slack allows. */
final class Mrkdwn {
    private static final String CUT = "…";
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Mrkdwn() {}

    /** A value, with everything in it that Slack would obey made harmless. */
    static String escape(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * A value that takes at most so many characters once it is escaped.
     *
     * @param whole where the whole of it stands, said where it is cut
     */
    static String escape(String value, int longest, String whole) {
        String escaped = escape(value);
        if (escaped.length() <= longest) {
            return escaped;
        }
        String tail = CUT + " (cut; the whole: " + whole + ")";
        StringBuilder start = new StringBuilder();
        for (int index = 0; index < value.length(); ) {
            int character = value.codePointAt(index);
            String next = escape(Character.toString(character));
            if (start.length() + next.length() + tail.length() > longest) {
                break;
            }
            start.append(next);
            index += Character.charCount(character);
        }
        return start + tail;
    }

    /** A value within a line: its line breaks and control characters become blanks. */
    static String line(String value, int longest, String whole) {
        return escape(value.replaceAll("\\p{Cntrl}+", " ").strip(), longest, whole);
    }

    /** A command as people copy it. */
    static String code(String command) {
        return "`" + escape(command.replace('`', '\'')) + "`";
    }

    static String bold(String escaped) {
        return "*" + escaped.replace('*', '·') + "*";
    }

    /** A moment that Slack shows in each reader's own time zone. */
    static String moment(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^{date_short_pretty} {time}|" + PLAIN.format(at) + ">";
    }
}
