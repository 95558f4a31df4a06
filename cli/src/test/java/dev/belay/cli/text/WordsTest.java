package dev.belay.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void removesWhatATerminalWouldObey() {
        assertThat(Words.clean("\u001b[31mred\u001b[0m \u001b]0;title\u0007and\b\tgone\u202e"))
                .isEqualTo("red and    gone");
    }

    @Test
    void widthIsInColumnsNotInCharacters() {
        assertThat(Words.width("Резервная копия")).isEqualTo(15);
        assertThat(Words.width("備份")).isEqualTo(4);
        assertThat(Words.cut("備份資料庫", 7, "…")).isEqualTo("備份資…");
    }

    @Test
    void wrapsAtSpacesAndLongWordsAnywhere() {
        assertThat(Words.wrap("one two three", 10)).containsExactly("one two", "three");
        assertThat(Words.wrap("0123456789abcdef x", 10)).containsExactly("0123456789", "abcdef x");
        assertThat(Words.wrap("first\n\nsecond", 20)).containsExactly("first", "", "second");
    }

    @Test
    void linesAreCutToTheirLook() {
        Look look = new Look(40, Glyphs.UNICODE, Look.Palette.COLOURED);
        Line line = Line.of(Tone.BAD, "x".repeat(30)).plus(Tone.DIM, "y".repeat(30));

        String printed = line.print(look);

        assertThat(Words.clean(printed)).isEqualTo("x".repeat(30) + "y".repeat(9) + "…");
        assertThat(printed).contains("\u001b[1;31m").endsWith("\u001b[0m");
    }
}
