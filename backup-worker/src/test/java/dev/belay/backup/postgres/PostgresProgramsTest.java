package dev.belay.backup.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backups;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {
    private static final PostgresVersion ANY = new PostgresVersion(0, "0");

    @TempDir
    Path directory;

    @Test
    void asksAProgramForItsVersionOnceUntilItsFileChanges() throws Exception {
        HandlerExecution asking = asking();
        Path real = Backups.PROGRAMS.client("pg_restore", ANY, asking()).path();
        Path program = Files.copy(real, directory.resolve("pg_restore"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        PostgresPrograms programs = new PostgresPrograms(List.of(directory), Backups.PROCESSES);

        PostgresVersion first = programs.client("pg_restore", ANY, asking).version();
        PostgresVersion again = programs.client("pg_restore", ANY, asking).version();

        assertThat(again).isEqualTo(first);
        assertThat(asking.processes()).hasSize(1);

        Files.setLastModifiedTime(program, FileTime.from(Instant.EPOCH));
        programs.client("pg_restore", ANY, asking);

        assertThat(asking.processes()).hasSize(2);
    }

    @Test
    void asksAScriptEachTimeSinceItMayCallAnotherProgram() throws Exception {
        HandlerExecution asking = asking();
        Path version = Files.writeString(directory.resolve("version"), "pg_dump (PostgreSQL) 15.1");
        Path script = Files.writeString(directory.resolve("pg_dump"), "#!/bin/sh\ncat " + version + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        PostgresPrograms programs = new PostgresPrograms(List.of(directory), Backups.PROCESSES);

        assertThat(programs.client("pg_dump", ANY, asking).version().text()).isEqualTo("15.1");
        Files.writeString(version, "pg_dump (PostgreSQL) 16.2");

        assertThat(programs.client("pg_dump", ANY, asking).version().text()).isEqualTo("16.2");
    }

    private static HandlerExecution asking() {
        return HandlerExecution.of("backup-1", Environments.environment().build());
    }
}
