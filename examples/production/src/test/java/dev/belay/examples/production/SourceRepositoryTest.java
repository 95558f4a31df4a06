package dev.belay.examples.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.examples.production.observation.MigrationHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRepositoryTest {
    @TempDir
    private Path directory;

    @Test
    void seesThatAFileOfTheSameSizeAndTimeHasChanged() throws IOException {
        write("v1.0.0", "app/config.py", "version = 1");
        write("v1.1.0", "app/config.py", "version = 2");
        write("v1.1.0", "serve", "#!/bin/sh");
        Path repository = directory.resolve("repository");

        new SourceRepository(repository).create(example());

        assertThat(git(repository, "show", "v1.0.0:app/config.py")).isEqualTo("version = 1");
        assertThat(git(repository, "show", "v1.1.0:app/config.py")).isEqualTo("version = 2");
        assertThat(git(repository, "ls-tree", "v1.1.0", "serve")).startsWith("100755");
        assertThat(git(repository, "log", "--format=%s")).isEqualTo("the second\nthe first");
    }

    private Example example() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("v1.0.0", "the first");
        versions.put("v1.1.0", "the second");
        return new Example(
                directory,
                "sample",
                "A sample",
                MigrationHistory.DJANGO,
                versions,
                "v1.0.0",
                List.of(),
                List.of(),
                new Example.Visit("GET", "/", List.of(200)),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private void write(String version, String name, String text) throws IOException {
        Path file = directory.resolve("versions").resolve(version).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(file.toFile().setExecutable(name.equals("serve"))).isTrue();
    }

    private static String git(Path repository, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return new ProgramCall(repository, command).output();
    }
}
