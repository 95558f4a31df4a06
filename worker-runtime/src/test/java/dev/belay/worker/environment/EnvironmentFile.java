package dev.belay.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Finding;
import dev.belay.worker.environment.reading.EnvironmentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes environment files for tests and reads them; {@code DIR} in a text is the directory. */
record EnvironmentFile(Path directory) {
    static final Map<String, String> VARIABLES = Map.of("SHOP_TOKEN", "variable-content-7", "EMPTY", "");

    static EnvironmentReader reader() {
        return new EnvironmentReader(name -> Optional.ofNullable(VARIABLES.get(name)));
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text.replace("DIR", directory.toString()));
    }

    EnvironmentReading read(String text) throws IOException {
        return reader().read(write("shop.yaml", text));
    }

    Environment usable(String text) throws IOException {
        EnvironmentReading reading = read(text);
        assertThat(reading).as(String.valueOf(reading)).isInstanceOf(EnvironmentReading.Usable.class);
        return ((EnvironmentReading.Usable) reading).environment();
    }

    EnvironmentReading.Broken broken(String text) throws IOException {
        EnvironmentReading reading = read(text);
        assertThat(reading).isInstanceOf(EnvironmentReading.Broken.class);
        return (EnvironmentReading.Broken) reading;
    }

    /** The findings as people read them, without the directory. */
    List<String> sentences(String text) throws IOException {
        return broken(text).findings().stream()
                .map(Finding::toString)
                .map(sentence -> sentence.replace(directory + "/", ""))
                .toList();
    }
}
