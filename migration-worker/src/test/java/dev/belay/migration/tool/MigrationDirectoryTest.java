package dev.belay.migration.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.Release;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationDirectoryTest {
    @Test
    void fillsInWhereTheReleaseLies() {
        assertThat(MigrationDirectory.of(environment("${release.dir}/db"), new Release("2.0", "/srv/special")))
                .contains(Path.of("/srv/special/db"));
    }

    @Test
    void fallsBackToTheEnvironmentsRuleForAVersionsDirectory() {
        assertThat(MigrationDirectory.of(environment("${release.dir}/db"), new Release("2.0", null)))
                .contains(Path.of("/srv/releases/2.0/db"));
    }

    @Test
    void fillsInTheVersion() {
        assertThat(MigrationDirectory.of(environment("/srv/db/${version}"), new Release("2.0", null)))
                .contains(Path.of("/srv/db/2.0"));
    }

    @Test
    void isUnknownWithoutAReleaseOnlyWhereItDependsOnOne() {
        assertThat(MigrationDirectory.of(environment("/srv/db"), null)).contains(Path.of("/srv/db"));
        assertThat(MigrationDirectory.of(environment("${release.dir}/db"), null))
                .isEmpty();
    }

    @Test
    void namesASubstitutionThatIsNotKnown() {
        assertThatThrownBy(() -> MigrationDirectory.of(environment("${relase.dir}"), new Release("2.0", null)))
                .isInstanceOf(WorkFailed.class)
                .hasMessageContaining("uses \"${relase.dir}\"")
                .hasMessageContaining("known here: ${release.dir}, ${version}");
    }

    private static Environment environment(String directory) {
        CommandLine command = new CommandLine(List.of("true"));
        return Environments.environment()
                .migrations(new MigrationSettings(Tool.FLYWAY, directory))
                .rollout(new RolloutSettings(
                        Path.of("/srv/releases"), command, List.of(), List.of(), List.of(), List.of(), List.of()))
                .build();
    }
}
