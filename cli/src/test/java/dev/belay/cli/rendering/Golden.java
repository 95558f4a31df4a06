package dev.belay.cli.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Renderings that people have looked at and found good.
 *
 * <p>What is rendered now is left in {@code target/renderings}, to be looked at and copied where a change is meant.
 */
final class Golden {
    private Golden() {}

    static void check(String name, String rendered) {
        try {
            Path actual = Path.of("target/renderings", name + ".txt");
            Files.createDirectories(actual.getParent());
            Files.writeString(actual, rendered + "\n");
            Path expected = Path.of("src/test/resources/renderings", name + ".txt");
            assertThat(rendered + "\n").isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
