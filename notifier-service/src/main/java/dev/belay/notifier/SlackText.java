package dev.belay.notifier;

/** Text as Slack takes it: nothing in it commands Slack, and Slack cuts nothing off. */
final class SlackText {
    /** Slack's own limit. */
    static final int LONGEST = 40_000;

    private static final String CUT = "…";

    private SlackText() {}

    static String of(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int index = 0; index < text.length(); ) {
            int character = text.codePointAt(index);
            index += Character.charCount(character);
            String next = escape(character);
            boolean last = index == text.length();
            if (escaped.length() + next.length() + (last ? 0 : CUT.length()) > LONGEST) {
                return escaped.append(CUT).toString();
            }
            escaped.append(next);
        }
        return escaped.toString();
    }

    private static String escape(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(character);
        };
    }
}
