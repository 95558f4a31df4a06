package dev.belay.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {
    private final Path directory;

    PostgresProgramsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void namesWhatIsMissingAndHowToInstallIt() throws IOException {
        program(directory, "pg_ctl", "");
        PostgresConfiguration configuration = PostgresConfiguration.in(directory.resolve("cluster"))
                .withPrograms(PostgresPrograms.in(List.of(directory)));

        assertThatThrownBy(() -> EmbeddedPostgres.start(configuration))
                .isInstanceOf(MissingProgramsException.class)
                .hasMessageContaining("\"initdb\", \"postgres\"")
                .hasMessageContaining("sudo apt-get install postgresql")
                .hasMessageContaining("sudo dnf install postgresql-server")
                .hasMessageContaining("brew install postgresql")
                .hasMessageContaining(directory.toString());
    }

    @Test
    void takesAllProgramsFromOneDirectorySoThatVersionsMatch() throws IOException {
        Path partial = Files.createDirectory(directory.resolve("partial"));
        program(partial, "pg_ctl", "");
        Path complete = Files.createDirectory(directory.resolve("complete"));
        program(complete, "pg_ctl", "");
        program(complete, "postgres", "");
        PostgresPrograms programs = PostgresPrograms.in(List.of(partial, complete));

        assertThat(programs.directoryWith("pg_ctl", "postgres")).isEqualTo(complete);
        assertThat(programs.get("pg_ctl")).isEqualTo(partial.resolve("pg_ctl"));
        assertThat(programs.find("psql")).isEmpty();
    }

    @Test
    void choosesTheVersionThatWroteTheData() throws IOException {
        Path newer = version("17");
        Path older = version("15");
        PostgresPrograms programs = PostgresPrograms.in(List.of(newer, older));

        assertThat(programs.directoryWith(15, "postgres")).isEqualTo(older);
        assertThatThrownBy(() -> programs.directoryWith(13, "postgres"))
                .hasMessageContaining("PostgreSQL 13")
                .hasMessageContaining("[17, 15]");
    }

    private Path version(String number) throws IOException {
        Path programs = Files.createDirectory(directory.resolve(number));
        program(programs, "postgres", "echo 'postgres (PostgreSQL) %s.4'".formatted(number));
        return programs;
    }

    private static void program(Path directory, String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
