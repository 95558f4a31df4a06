package dev.belay.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/** Text from elsewhere, made fit for a terminal. */
public final class Words {
    private static final Pattern ESCAPES =
            Pattern.compile("\u001b(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|.)?");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\u200c\u200d]]");

    private Words() {}

    /** One line without anything that a terminal would obey. */
    public static String clean(String text) {
        String spaced = ESCAPES.matcher(text).replaceAll("").replace("\t", "    ");
        return CONTROLS.matcher(spaced.replaceAll("\\R", " ")).replaceAll("");
    }

    /** The lines of a text, each one clean, without empty ones at the end. */
    public static List<String> lines(String text) {
        return text.stripTrailing().lines().map(Words::clean).toList();
    }

    /** How many columns a text takes. */
    public static int width(String text) {
        return text.codePoints()
                .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                .sum();
    }

    public static String cut(String text, int columns, String ellipsis) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int left = columns - width(ellipsis);
        for (int index = 0; index < text.length(); ) {
            int point = text.codePointAt(index);
            left -= Math.max(0, WCWidth.wcwidth(point));
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(point);
            index += Character.charCount(point);
        }
        return kept.toString().stripTrailing() + ellipsis;
    }

    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** Wraps at spaces, words that are too long wherever they must. */
    public static List<String> wrap(String text, int columns) {
        List<String> wrapped = new ArrayList<>();
        for (String paragraph : lines(text)) {
            wrapParagraph(paragraph, Math.max(10, columns), wrapped);
        }
        return wrapped;
    }

    private static void wrapParagraph(String paragraph, int columns, List<String> wrapped) {
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" +")) {
            String rest = word;
            if (!line.isEmpty() && width(line.toString()) + 1 + width(rest) > columns) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            while (width(rest) > columns) {
                String part = cut(rest, columns, "");
                wrapped.add(part);
                rest = rest.substring(part.length());
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        wrapped.add(line.toString());
    }
}
