package dev.belay.embedded.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalProgramTest {
    private final Map<String, String> variables = new HashMap<>();
    private final Path machine;

    TemporalProgramTest(@TempDir Path machine) {
        this.machine = machine;
        variables.put("PATH", machine.resolve("bin") + ":" + machine.resolve("other"));
        variables.put("HOME", machine.resolve("home").toString());
    }

    @Test
    void isTakenFromThePathBeforeAnyOtherPlace() throws IOException {
        install("home/go/bin");
        Path onPath = install("other");

        assertThat(TemporalProgram.find(variables)).contains(new TemporalProgram(onPath));
    }

    @Test
    void isFoundWhereGoInstallsPrograms() throws IOException {
        Path inHome = install("home/go/bin");
        assertThat(TemporalProgram.find(variables)).contains(new TemporalProgram(inHome));

        variables.put("GOPATH", machine.resolve("gopath") + ":" + machine.resolve("more"));
        Path inGoPath = install("gopath/bin");
        assertThat(TemporalProgram.find(variables)).contains(new TemporalProgram(inGoPath));

        variables.put("GOBIN", machine.resolve("gobin").toString());
        Path inGoBin = install("gobin");
        assertThat(TemporalProgram.find(variables)).contains(new TemporalProgram(inGoBin));
    }

    @Test
    void isMissingWhereNobodyHasInstalledIt() throws IOException {
        Files.createDirectories(machine.resolve("home/go/bin/temporal"));

        assertThat(TemporalProgram.find(variables)).isEmpty();
        assertThat(TemporalProgram.find(Map.of())).isEmpty();
    }

    private Path install(String directory) throws IOException {
        Path program = Files.createDirectories(machine.resolve(directory)).resolve("temporal");
        assertThat(Files.writeString(program, "#!/bin/sh\n").toFile().setExecutable(true))
                .isTrue();
        return program;
    }
}
