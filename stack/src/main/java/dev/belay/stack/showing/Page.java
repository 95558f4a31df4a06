package dev.belay.stack.showing;

import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.text.Words;
import java.util.function.Consumer;

/** What a show says around its timelines. */
public final class Page {
    private static final int INDENT = 2;
    private static final int RULE = 78;

    private final Look look;
    private final Consumer<String> out;

    public Page(Look look, Consumer<String> out) {
        this.look = look;
        this.out = out;
    }

    public void heading(String text) {
        blank();
        String rule = look.glyphs().barOpen();
        int rest = Math.max(3, Math.min(RULE, look.width()) - Words.width(text) - 4);
        print(Line.of(Tone.DIM, rule.repeat(2) + " ").plus(Tone.STRONG, text).plus(Tone.DIM, " " + rule.repeat(rest)));
        blank();
    }

    public void say(String text) {
        for (String line : Words.wrap(text, Math.min(RULE, look.width()) - INDENT)) {
            print(Line.indented(INDENT).plus(line));
        }
    }

    public void good(String text) {
        marked(Tone.GOOD, look.glyphs().done(), Tone.PLAIN, text);
    }

    public void bad(String text) {
        marked(Tone.BAD, look.glyphs().failed(), Tone.BAD, text);
    }

    public void note(String text) {
        marked(Tone.DIM, look.glyphs().pending(), Tone.DIM, text);
    }

    /** A fact under its name, in two columns. */
    public void fact(String name, String value) {
        print(Line.indented(INDENT).plus(Tone.DIM, Words.padded(name, 14)).plus(value));
    }

    /** Something to type. */
    public void command(String text) {
        print(Line.indented(INDENT * 2).plus(Tone.ACTIVE, text));
    }

    /** A part that is up, where it is, and since when. */
    public void up(String part, String where, String after) {
        print(Line.indented(INDENT)
                .plus(Tone.GOOD, Words.padded(look.glyphs().done(), 2))
                .plus(Words.padded(part, 14))
                .plus(Words.padded(where, 28))
                .plus(Tone.DIM, after));
    }

    private void marked(Tone markTone, String mark, Tone tone, String text) {
        String head = mark;
        for (String line : Words.wrap(text, Math.min(RULE, look.width()) - INDENT - 2)) {
            print(Line.indented(INDENT).plus(markTone, Words.padded(head, 2)).plus(tone, line));
            head = "";
        }
    }

    /** As it is, without marks of ours. */
    public void verbatim(String text) {
        text.lines().forEach(out);
    }

    public void blank() {
        out.accept("");
    }

    private void print(Line line) {
        out.accept(line.print(look));
    }
}
