package dev.belay.healthcheck;

import static dev.belay.healthcheck.Checks.atLeast;
import static dev.belay.healthcheck.Checks.exactly;
import static dev.belay.healthcheck.Checks.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.Release;
import dev.belay.contracts.check.DiskExpectation;
import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Expectation.Comparison;
import dev.belay.contracts.check.FileExpectation;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesAndDiskCheckTest {
    private final CheckHandler handler = Checks.handler();

    @TempDir
    Path directory;

    @BeforeEach
    void files() throws Exception {
        Path release = Files.createDirectories(directory.resolve("releases/v1.0.0"));
        Files.createDirectories(release.resolve("static/deep/deeper"));
        Files.createFile(release.resolve("static/a.js"));
        Files.createFile(release.resolve("static/b.js"));
        Files.createFile(release.resolve("static/deep/c.js"));
        Files.createFile(release.resolve("static/deep/deeper/d.css"));
        Files.createFile(release.resolve("a[1].txt"));
    }

    @Test
    void countsFilesOfTheRelease() throws Exception {
        Release release = new Release("v1.0.0", null);

        assertThat(handler.handle(
                                Checks.files(
                                        release,
                                        file("static/*.js", exactly("2")),
                                        file("static/**/*.js", exactly("3")),
                                        file("static/**", exactly("4")),
                                        file("static/*", exactly("2")),
                                        file("static/*/*.{js,css}", exactly("1")),
                                        file("static/a.js", exactly("1")),
                                        file("a\\[1\\].txt", exactly("1")),
                                        file("missing/*.js", expect(Comparison.NONE, ""))),
                                execution())
                        .evidence())
                .contains(new Evidence("Files static/*.js", "2"))
                .hasSize(8);
    }

    @Test
    void countsAbsolutePathsAndTheReleasesOwnDirectory() throws Exception {
        String base = directory.resolve("releases/v1.0.0").toString();

        handler.handle(Checks.files(null, file(base + "/static/*.js", exactly("2"))), execution());
        handler.handle(Checks.files(new Release("old", base), file("static/*.js", exactly("2"))), execution());
    }

    @Test
    void looksThroughTheLinkThatALiveReleaseIs() throws Exception {
        Path live = Files.createSymbolicLink(directory.resolve("live"), directory.resolve("releases/v1.0.0"));

        handler.handle(Checks.files(null, file(live + "/*/*.js", exactly("2"))), execution());
    }

    @Test
    void saysHowManyFilesWereFound() {
        assertThatThrownBy(() -> handler.handle(
                        Checks.files(
                                new Release("v1.0.0", null),
                                file("static/*.js", atLeast("3")),
                                file("static/[", atLeast("1"))),
                        execution()))
                .hasMessageContaining("Files static/*.js: found 2, expected at least 3.")
                .hasMessageContaining("Files static/[: is no path or glob");
    }

    @Test
    void needsAReleaseForARelativePath() {
        assertThatThrownBy(() -> handler.handle(Checks.files(null, file("static/*", atLeast("1"))), execution()))
                .hasMessageContaining("relative to a release, but this check knows none");
    }

    @Test
    void judgesFreeSpaceForBackups() throws Exception {
        assertThat(handler.handle(
                                Checks.disk(
                                        new DiskExpectation("backups", atLeast("1MB")),
                                        new DiskExpectation("backups", atLeast("2x database"))),
                                execution())
                        .evidence())
                .satisfies(evidence -> assertThat(evidence.get(1).value()).contains("(the database has "));
        assertThatThrownBy(() ->
                        handler.handle(Checks.disk(new DiskExpectation("backups", atLeast("9999TB"))), execution()))
                .hasMessageContaining("expected at least 9999TB");
    }

    @Test
    void judgesFreeSpaceOfTheDatabaseByTheCommandOfTheEnvironment() throws Exception {
        HandlerExecution real = execution("df", "--output=avail", directory.toString());
        long free = Files.getFileStore(directory).getUsableSpace();

        assertThat(handler.handle(Checks.disk(new DiskExpectation("database", atLeast("1MB"))), real)
                        .evidence())
                .singleElement()
                .satisfies(seen -> assertThat(seen.label()).isEqualTo("Free space of database"));
        String more = (free >> 20) * 2 + "MB";
        assertThatThrownBy(() -> handler.handle(Checks.disk(new DiskExpectation("database", atLeast(more))), real))
                .hasMessageContaining("expected at least " + more);
    }

    @Test
    void readsKilobytesAndAmountsFromTheLastLineOfTheCommand() throws Exception {
        assertThat(handler.handle(
                                Checks.disk(new DiskExpectation("database", exactly("3MB"))),
                                execution("printf", "Avail\\n 3072\\n"))
                        .evidence())
                .containsExactly(new Evidence("Free space of database", "3 MB"));
        assertThat(handler.handle(
                                Checks.disk(new DiskExpectation("database", atLeast("2x database"))),
                                execution("echo", "120GB"))
                        .evidence())
                .satisfies(evidence -> assertThat(evidence.get(0).value()).startsWith("120 GB (the database has "));
    }

    @Test
    void saysWhatACommandForTheDatabasesDiskDidInstead() {
        assertThatThrownBy(() -> handler.handle(
                        Checks.disk(new DiskExpectation("database", atLeast("1MB"))),
                        execution(
                                "df",
                                "--output=avail",
                                directory.resolve("missing").toString())))
                .hasMessageContaining(
                        "Free space of database: \"df\" of database.limits.diskFree ended with exit code 1")
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> handler.handle(
                        Checks.disk(new DiskExpectation("database", atLeast("1MB"))), execution("echo", "plenty")))
                .hasMessageContaining("printed \"plenty\"; expected that its last line is a number of kilobytes");
    }

    @Test
    void saysWhatItCannotVerify() {
        assertThatThrownBy(() -> handler.handle(
                        Checks.disk(
                                new DiskExpectation("database", atLeast("10GB")),
                                new DiskExpectation("attic", atLeast("10GB")),
                                new DiskExpectation("backups", atLeast("10"))),
                        execution()))
                .hasMessageContaining("Free space of database", "database.limits.diskFree", "unverified")
                .hasMessageContaining("no such place is known")
                .hasMessageContaining("cannot be compared with \"at least 10\"");
    }

    @Test
    void hasNothingToWitness() {
        assertThat(handler.witness(Checks.disk(), execution())).isInstanceOf(Witnessed.WasNotDone.class);
    }

    private static FileExpectation file(String path, Expectation count) {
        return new FileExpectation(path, count);
    }

    private HandlerExecution execution(String... diskFree) {
        CommandLine nothing = new CommandLine(List.of("true"));
        Environments environment = Environments.environment();
        return HandlerExecution.of(
                "check",
                (diskFree.length == 0
                                ? environment.database(ThrowawayPostgres.login())
                                : environment.database(ThrowawayPostgres.login(), diskFree))
                        .backups(directory, 3)
                        .rollout(new RolloutSettings(
                                directory.resolve("releases"),
                                nothing,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()))
                        .build());
    }
}
