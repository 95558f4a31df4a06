package dev.belay.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShopVersionTest {
    @ParameterizedTest
    @EnumSource
    void namesEveryFileThatItsDirectoryHolds(ShopVersion version) throws IOException, URISyntaxException {
        Path directory = Path.of(Objects.requireNonNull(ShopVersion.class.getResource("versions/" + version.tag()))
                .toURI());

        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> directory.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(version.files());
        }
    }
}
