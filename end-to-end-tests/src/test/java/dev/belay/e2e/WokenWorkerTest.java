package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.e2e.harness.Api;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.OwnProcess;
import dev.belay.e2e.harness.Production;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.temporal.ServerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker that is frozen in a migration and wakes after a restore does nothing more to the database. */
@Tag("long")
class WokenWorkerTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String SAME_DATABASE = "shop-by-another-name";

    private static final String MIGRATION = """
            plan: migrate-or-restore
            description: A migration that only a restore takes back
            phases:
              - phase: protect
                steps:
                  - backup: database
                    verify: [list, checksum, restore]
              - phase: change
                steps:
                  - migrate: latest
                    undo: restore
            """;

    private static final String BACKUP = """
            plan: backup-only
            description: A backup
            phases:
              - phase: protect
                steps:
                  - backup: database
                    verify: [list]
            """;

    private static @Nullable Installation belay;
    private static @Nullable Production production;

    @BeforeAll
    static void start() throws IOException {
        belay = new Installation(
                "woken-worker",
                ServerChoice.PROGRAM_IF_INSTALLED,
                WorkerKind.BACKUP,
                WorkerKind.MIGRATION,
                WorkerKind.ROLLOUT);
        production = new Production(belay);
        String file = withAnAdministratorWhoMayRestore(belay.environments().resolve("shop.yaml"));
        belay.addEnvironment(
                SAME_DATABASE, file.replace("environment: shop-production", "environment: " + SAME_DATABASE));
        belay.start(Production.ENVIRONMENT);
        belay.awaitReady(SAME_DATABASE);
    }

    @AfterAll
    static void stop() {
        try (Installation all = belay;
                Production shop = production) {
            assertThat(all).isNotNull();
            assertThat(shop).isNotNull();
        }
    }

    @Test
    void frozenMigrationReachesNeitherTheRestoredDatabaseNorLetsAnotherIn() throws IOException {
        production.migrations().addMigration();
        DeploymentId id = belay.api().start(MIGRATION, Production.ENVIRONMENT);
        production.migrations().awaitMigration(LIMIT);
        worker().freeze();

        DeploymentId other = belay.api().start(BACKUP, SAME_DATABASE);
        assertThat(belay.api()
                        .awaitEnd(other, DeploymentStatus.ROLLED_BACK, LIMIT)
                        .toString())
                .contains("is held by deployment " + id + ", which is not over");

        assertThat(belay.api().decide(id, DecisionKind.CANCEL).status()).isEqualTo(200);
        awaitQuestion(id, "quiesce-migration", "vouch that nothing runs");
        assertThat(belay.api().decide(id, DecisionKind.VOUCH).status()).isEqualTo(200);
        awaitQuestion(id, "migrate-1", "Restore (rollback)");
        assertThat(belay.api().decide(id, DecisionKind.ROLLBACK).status()).isEqualTo(200);
        belay.api().awaitEnd(id, DeploymentStatus.ROLLED_BACK, LIMIT);

        worker().thaw();
        production.migrations().open();
        await("the woken worker has ended the migration")
                .atMost(LIMIT)
                .until(() -> journal()
                        .lines()
                        .anyMatch(line -> line.contains("finished") && line.contains(id + "/migrate-1/do/1")));

        assertThat(production.migrations().effects()).isZero();
        assertThat(production.migrations().historyRows()).isZero();
        assertThat(journal())
                .as("stopped by the fence, or by the cancel that it found first")
                .containsAnyOf("The turn " + id + "/1 on database", "Stopped on request: the deployment is cancelled");
        assertThat(production.sessionsOf(id)).isZero();

        DeploymentId next = belay.api().start(BACKUP, SAME_DATABASE);
        belay.api().awaitEnd(next, DeploymentStatus.SUCCEEDED, LIMIT);
    }

    /** The shop's owner is no member of the roles to which the backup gives objects. */
    private static String withAnAdministratorWhoMayRestore(Path file) throws IOException {
        EmbeddedPostgres server = belay.postgres();
        Path password = Files.writeString(belay.directory().resolve("administrator"), server.password());
        String admin = "admin: {url: \"" + server.jdbcUrl("shop_production") + "\", username: " + server.username()
                + ", password: \"${file:" + password + "}\"}";
        String text = Files.readString(file).replaceFirst("admin: \\{.*", Matcher.quoteReplacement(admin));
        return Files.readString(Files.writeString(file, text));
    }

    private static void awaitQuestion(DeploymentId id, String step, String text) {
        belay.api()
                .awaitDeployment(
                        id,
                        LIMIT,
                        now -> Api.status(now) == DeploymentStatus.WAITING
                                && now.toString().contains(text));
        assertThat(belay.api().deployment(id).toString()).contains(step);
    }

    private static OwnProcess worker() {
        return belay.worker(WorkerKind.MIGRATION);
    }

    private static String journal() throws IOException {
        Path journal = belay.directory().resolve("state/default/migration/journal.jsonl");
        return Files.readString(journal);
    }
}
