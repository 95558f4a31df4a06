package dev.belay.cli.text;

/** What a piece of text means to its reader, each with its colour. */
public enum Tone {
    PLAIN(""),
    DIM("2"),
    STRONG("1"),
    GOOD("32"),
    BAD("1;31"),
    WARNING("33"),
    ACTIVE("36");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
