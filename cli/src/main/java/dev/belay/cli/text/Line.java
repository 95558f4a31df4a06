package dev.belay.cli.text;

import java.util.ArrayList;
import java.util.List;

/** One line of toned text. */
public final class Line {
    public static final Line EMPTY = new Line(List.of());

    private final List<Part> parts;

    private Line(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    private record Part(Tone tone, String text) {}

    public static Line of(Tone tone, String text) {
        return EMPTY.plus(tone, text);
    }

    public static Line indented(int columns) {
        return of(Tone.PLAIN, " ".repeat(columns));
    }

    public Line plus(String text) {
        return plus(Tone.PLAIN, text);
    }

    public Line plus(Tone tone, String text) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(tone, Words.clean(text)));
        return new Line(more);
    }

    public int width() {
        return parts.stream().mapToInt(part -> Words.width(part.text())).sum();
    }

    /** The line as it is printed, cut where the look is narrower. */
    public String print(Look look) {
        StringBuilder printed = new StringBuilder();
        int left = look.width();
        for (Part part : parts) {
            String text =
                    Words.cut(part.text(), left, left < 1 ? "" : look.glyphs().ellipsis());
            left -= Words.width(text);
            printed.append(look.palette() == Look.Palette.COLOURED ? part.tone().paint(text) : text);
            if (!text.equals(part.text())) {
                break;
            }
        }
        return look.palette() == Look.Palette.COLOURED
                ? printed.toString()
                : printed.toString().stripTrailing();
    }

    @Override
    public String toString() {
        return String.join("", parts.stream().map(Part::text).toList());
    }
}
