package dev.belay.cli.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.api.document.Json;
import dev.belay.cli.api.document.PreviewDocument;
import dev.belay.cli.text.Glyphs;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer of the orchestrator, as its own test keeps it. */
class PreviewPictureTest {
    @Test
    void readsWellInEightyColumns() throws IOException {
        List<String> lines = picture(80);

        assertThat(lines).allSatisfy(line -> assertThat(Words.width(line)).isLessThanOrEqualTo(80));
        Golden.check("preview-picture", String.join("\n", lines));
    }

    @Test
    void cutsWhatANarrowTerminalCannotShow() throws IOException {
        assertThat(picture(50)).allSatisfy(line -> assertThat(Words.width(line)).isLessThanOrEqualTo(50));
    }

    @Test
    void showsHowAWatchLooksUnderItsStep() throws IOException {
        String watched = answer().replaceFirst(
                        "\"looks\" : \\[ ]",
                        "\"looks\" : [ \"looks every 30s for 24h; the environment is free meanwhile\","
                                + " \"where no data for 10m: a person is asked\" ]");

        assertThat(picture(watched, 80))
                .containsSubsequence(
                        "     looks every 30s for 24h; the environment is free meanwhile",
                        "     where no data for 10m: a person is asked");
    }

    private static String answer() throws IOException {
        return Files.readString(Path.of("src", "test", "resources", "preview.json"));
    }

    private static List<String> picture(int columns) throws IOException {
        return picture(answer(), columns);
    }

    private static List<String> picture(String answer, int columns) {
        PreviewDocument preview = new PreviewDocument(Json.read(answer));
        return new PreviewPicture(new Look(columns, Glyphs.UNICODE, Look.Palette.PLAIN), ZoneOffset.UTC).of(preview);
    }
}
