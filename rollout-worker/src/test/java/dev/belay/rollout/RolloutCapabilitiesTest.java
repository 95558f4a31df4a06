package dev.belay.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.manifest.Capability.Standing;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.MaintenanceSettings;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.environment.settings.TaskSettings;
import dev.belay.worker.testing.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutCapabilitiesTest {
    @TempDir
    Path host;

    private Path releases;

    @BeforeEach
    void aReleaseIsLive() throws IOException {
        releases = Files.createDirectories(host.resolve("shop/releases"));
        Files.createDirectories(releases.resolve("v1/bin"));
        Files.createSymbolicLink(host.resolve("shop/current"), releases.resolve("v1"));
    }

    @Test
    void findsProgramsOnTheSearchPathAndByTheirPath() throws IOException {
        assertThat(task("sh", "-c", "anything").standing()).isEqualTo(Standing.HAS);
        assertThat(task(script("rwxr-xr-x")).standing()).isEqualTo(Standing.HAS);
        assertThat(task("${release.dir}/bin/new").standing()).isEqualTo(Standing.HAS);
    }

    @Test
    void namesTheProgramThatIsMissingWithoutItsPathAndArguments() throws IOException {
        assertThat(task("supervisorctll", "stop"))
                .isEqualTo(Capability.lacking(
                        "task-programs/recount",
                        "the programs of task \"recount\"",
                        "the program \"supervisorctll\" is not on the worker's search path",
                        "Install it there, or write its full path in the environment file."));
        assertThat(task(host.resolve("recount").toString(), "--secret"))
                .satisfies(found -> assertThat(found.standing()).isEqualTo(Standing.LACKS))
                .satisfies(found -> assertThat(found.found())
                        .isEqualTo("the program \"recount\" does not exist on the worker's host"));
        assertThat(task(script("rw-r--r--")).found())
                .isEqualTo("the program \"script\" may not be executed by the worker's user");
    }

    @Test
    void whatAReleaseMayBringIsNoLack() {
        assertThat(task(host + "/shop/current/bin/new").standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(task(host + "/not-there-yet/bin/new").standing()).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void looksAtEveryCommandOfASection() {
        CommandLine there = new CommandLine(List.of("true"));
        CommandLine missing = new CommandLine(List.of("no-such-program-here"));

        List<Capability> found = new RolloutCapabilities()
                .look(
                        Environments.environment()
                                .rollout(new RolloutSettings(
                                        releases,
                                        there,
                                        List.of(there),
                                        List.of(there),
                                        List.of(there),
                                        List.of(there, missing),
                                        List.of(missing)))
                                .maintenance(new MaintenanceSettings(List.of(there), List.of(missing)))
                                .build(),
                        List.of());

        assertThat(found)
                .extracting(Capability::name, Capability::standing)
                .containsExactly(
                        tuple(Capability.RELEASES_DIRECTORY, Standing.HAS),
                        tuple(Capability.ROLLOUT_PROGRAMS, Standing.LACKS),
                        tuple(Capability.MAINTENANCE_PROGRAMS, Standing.LACKS));
    }

    private String script(String permissions) throws IOException {
        Path script = host.resolve("script");
        Files.writeString(script, "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(permissions));
        return script.toString();
    }

    private Capability task(String... command) {
        CommandLine there = new CommandLine(List.of("true"));
        List<Capability> found = new RolloutCapabilities()
                .look(
                        Environments.environment()
                                .rollout(new RolloutSettings(
                                        releases, there, List.of(), List.of(there), List.of(), List.of(), List.of()))
                                .task(new TaskSettings(
                                        "recount",
                                        new CommandLine(List.of(command)),
                                        Optional.empty(),
                                        Manifest.Changes.DATA,
                                        Optional.empty(),
                                        Optional.empty(),
                                        false))
                                .build(),
                        List.of());
        return found.get(found.size() - 1);
    }
}
