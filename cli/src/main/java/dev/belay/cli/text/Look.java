package dev.belay.cli.text;

/** How text is to look: how wide, with which marks, and whether in colour. */
public record Look(int width, Glyphs glyphs, Palette palette) {
    private static final int NARROWEST = 40;

    public Look {
        width = Math.max(NARROWEST, width);
    }

    /** Whether tones are shown. */
    public enum Palette {
        COLOURED,
        PLAIN
    }

    public Look withWidth(int other) {
        return new Look(other, glyphs, palette);
    }
}
