package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.cli.api.document.Json;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.e2e.harness.Blow;
import dev.belay.e2e.harness.DumpGate;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.Production;
import dev.belay.e2e.harness.RunningPrograms;
import dev.belay.e2e.harness.Topics;
import dev.belay.embedded.temporal.ServerChoice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is killed while a step is at work, the step's effect is there once, and the release goes on by itself. */
@Tag("long")
class KilledInTheMiddleTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String BACKUP = """
            plan: backup-and-look
            description: A backup, and a look at the shop
            phases:
              - phase: protect
                steps:
                  - backup: database
                    verify: [list, checksum]
              - phase: look
                steps:
                  - check: The shop answers
                    http: [{get: /api/health, json: {"$.status": UP}}]
            """;

    private static final String MIGRATION = """
            plan: migrate-and-look
            description: A migration, and a look at the shop
            phases:
              - phase: change
                steps:
                  - migrate: latest
              - phase: look
                steps:
                  - check: Nothing is pending
                    http: [{get: /api/health, json: {"$.status": UP}}]
                    database: {migrations: none pending}
            """;

    private static @Nullable Installation installation;
    private static @Nullable Production production;
    private static @Nullable DumpGate dumps;

    @BeforeAll
    static void start() {
        installation = new Installation(
                "killed-in-the-middle",
                ServerChoice.PROGRAM_IF_INSTALLED,
                WorkerKind.BACKUP,
                WorkerKind.MIGRATION,
                WorkerKind.HEALTHCHECK);
        dumps = DumpGate.in(installation);
        production = new Production(installation);
        installation.start(Production.ENVIRONMENT);
    }

    @AfterAll
    static void stop() {
        try (Installation all = installation;
                Production shop = production) {
            assertThat(List.of(all, shop)).doesNotContainNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Blow.class)
    void backupIsKeptOnce(Blow blow) {
        blow.assumeItCanBeSurvived(installation);
        production.removeBackups();
        dumps.close();

        DeploymentId id = installation.api().start(BACKUP, Production.ENVIRONMENT);
        dumps.awaitDump(LIMIT);
        blow.strike(installation, WorkerKind.BACKUP);
        dumps.open();

        installation.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(production.backupFiles()).hasSize(1);
        assertThat(production.backups())
                .singleElement()
                .extracting(manifest -> Set.copyOf(manifest.verified()))
                .isEqualTo(Set.of(Verification.LIST, Verification.CHECKSUM));
        assertThat(dumps.ended()).as("dumps that came to their end").isEqualTo(1);
        assertThat(dumps.begun())
                .as("dumps that were begun; a second one only where the first is known to be lost")
                .isEqualTo(blow.endsTheWork() ? 2 : 1);
        assertNothingIsLeftOf(id);
        assertEventsAreWholeAndShownAgain(id);
    }

    @ParameterizedTest
    @EnumSource(Blow.class)
    void migrationTakesEffectOnce(Blow blow) {
        blow.assumeItCanBeSurvived(installation);
        production.migrations().addMigration();

        DeploymentId id = installation.api().start(MIGRATION, Production.ENVIRONMENT);
        production.migrations().awaitMigration(LIMIT);
        blow.strike(installation, WorkerKind.MIGRATION);
        production.migrations().open();

        installation.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(production.migrations().historyRows()).isEqualTo(1);
        assertThat(production.migrations().effects()).isEqualTo(1);
        assertThat(production.migrations().begun())
                .as("migrations that were begun; a second one only where the first was rolled back")
                .isEqualTo(blow.endsTheWork() ? 2 : 1);
        assertNothingIsLeftOf(id);
        assertEventsAreWholeAndShownAgain(id);
    }

    private static void assertNothingIsLeftOf(DeploymentId id) {
        await("no program and no session is left of " + id)
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    assertThat(RunningPrograms.with(id.text())).isEmpty();
                    assertThat(production.sessionsOf(id)).isZero();
                });
    }

    private static void assertEventsAreWholeAndShownAgain(DeploymentId id) {
        List<Long> numbers = new Topics(installation).eventNumbers(id);
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        String before = Json.pretty(installation.api().deployment(id));
        long emptied = rebuilds();
        assertThat(installation
                        .api()
                        .post(Role.ADMIN, "/api/v1/admin/projection/rebuild", Map.of())
                        .status())
                .isEqualTo(202);
        await("the projection is emptied").atMost(Duration.ofSeconds(30)).until(() -> rebuilds() > emptied);
        await("the projection shows " + id + " as before")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(Json.pretty(installation.api().deployment(id)))
                        .isEqualTo(before));
    }

    private static long rebuilds() {
        return installation
                .orchestrator()
                .output()
                .lines()
                .filter(line -> line.contains("The projection is empty and reads"))
                .count();
    }
}
