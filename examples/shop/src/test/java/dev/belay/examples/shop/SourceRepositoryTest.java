package dev.belay.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRepositoryTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void isTheSameWhereverItIsMade() throws IOException {
        Path one = directory.resolve("one");
        Path other = directory.resolve("other");

        new SourceRepository(one).create();
        new SourceRepository(other).create();

        assertThat(git(one, "show-ref", "--tags")).isEqualTo(git(other, "show-ref", "--tags"));
        assertThat(git(one, "status", "--short")).isEmpty();
        assertThat(git(one, "ls-tree", "-r", "--name-only", "v1.0.0")).doesNotContain("V2__");
        assertThat(git(one, "ls-tree", "-r", "--name-only", "v3.0.0"))
                .contains("V1__", "V2__", "U2__", "V3__", "U3__", "bin/build");
    }

    private static String git(Path repository, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Program.run(repository, Map.of(), command);
    }
}
