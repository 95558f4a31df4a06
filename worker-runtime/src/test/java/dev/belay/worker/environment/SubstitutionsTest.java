package dev.belay.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubstitutionsTest {
    private static final CommandLine PROGRAM = new CommandLine(List.of("true"));
    private final Environment environment = Environments.environment()
            .database(new Login("jdbc:postgresql://db.example:5433/shop%20live?ssl=true", "shop", new Secret("")))
            .rollout(new RolloutSettings(
                    Path.of("/srv/shop/releases"), PROGRAM, List.of(), List.of(), List.of(), List.of(), List.of()))
            .build();
    private final Substitutions substitutions = Substitutions.of(environment, Optional.of(new Release("v1.2.0", null)));

    @Test
    void fillsVersionDirectoryAndDatabase() {
        assertThat(substitutions.fill(
                        new CommandLine(List.of("link", "${release.dir}", "--to=${version}", "${database.name}"))))
                .containsExactly("link", "/srv/shop/releases/v1.2.0", "--to=v1.2.0", "shop live");
    }

    @Test
    void prefersTheDirectoryThatTheReleaseNames() {
        Release recorded = new Release("v1.1.0", "/opt/old/v1.1.0");

        assertThat(Substitutions.of(environment, Optional.of(recorded)).fill("${release.dir}/bin"))
                .isEqualTo("/opt/old/v1.1.0/bin");
    }

    @Test
    void keepsAValueInOneArgumentAndDoesNotLookAtItAgain() {
        Substitutions task = substitutions.with(Map.of("since", "a b ${version} $1 \\"));

        assertThat(task.fill(new CommandLine(List.of("import", "${since}"))))
                .containsExactly("import", "a b ${version} $1 \\");
    }

    @Test
    void readsTwoDollarsAsOne() {
        assertThat(substitutions.fill("$${version} and ${version}, $5 and $"))
                .isEqualTo("${version} and v1.2.0, $5 and $");
    }

    @Test
    void namesTheUnknownNameAndTheKnownOnes() {
        assertThatThrownBy(() -> substitutions.fill("--tag=${verison}"))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.ENVIRONMENT_INVALID);
                    assertThat(failed.failure().message())
                            .contains("\"${verison}\"", "${database.name}, ${release.dir}, ${version}");
                    assertThat(failed.failure().next()).contains("${version}");
                });
    }

    @Test
    void knowsNoVersionWhereThereIsNoRelease() {
        assertThatThrownBy(() -> Substitutions.of(environment, Optional.empty()).fill("${version}"))
                .hasMessageContaining("known here: ${database.name}.");
    }

    @Test
    void refusesAPlaceholderWithoutItsEnd() {
        assertThatThrownBy(() -> substitutions.fill("${version")).hasMessageContaining("without its \"}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc", "..", ".hidden", "-rf", "a/b", "", "a b", "v1\n"})
    void refusesAVersionThatCouldLeaveTheReleases(String version) {
        assertThatThrownBy(() -> Substitutions.of(environment, Optional.of(new Release(version, null))))
                .isInstanceOfSatisfying(
                        WorkFailed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.ARGUMENT_REFUSED));
    }

    @Test
    void findsTheNamesThatACommandUses() {
        assertThat(Substitutions.namesIn(new CommandLine(List.of("${a}", "x${b}${a}", "$${c}"))))
                .containsExactly("a", "b");
    }
}
