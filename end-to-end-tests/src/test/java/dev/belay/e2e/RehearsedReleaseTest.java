package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.e2e.harness.Api;
import dev.belay.e2e.harness.CopyGate;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.Production;
import dev.belay.e2e.harness.RunningPrograms;
import dev.belay.embedded.temporal.ServerChoice;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A release that is rehearsed first: what does not go well on the copy never reaches production, and no copy is left. */
@Tag("long")
class RehearsedReleaseTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String RELEASE = """
            plan: rehearsed-release
            description: A migration that is tried on a copy first
            phases:
              - phase: prepare
                steps:
                  - rehearse: database
                    afterUpgrade:
                      migrations: none pending
                      rows: [{sql: select count(*) from customers, expect: at least 1}]
                    budget: {duration: 1m, lock: 30s}
              - phase: change
                steps:
                  - migrate: latest
            """;

    private static final String REHEARSAL = """
            plan: rehearsal-alone
            phases:
              - phase: try
                steps:
                  - rehearse: database
            """;

    private static final String REHEARSED = """
            plan: release-of-what-was-rehearsed
            requires: [{rehearsal: same migrations, within: 1h}]
            phases:
              - phase: change
                steps:
                  - migrate: latest
            """;

    private static @Nullable Installation installation;
    private static @Nullable Production production;
    private static @Nullable CopyGate copies;

    @BeforeAll
    static void start() {
        installation = new Installation(
                "rehearsed-release",
                ServerChoice.PROGRAM_IF_INSTALLED,
                WorkerKind.BACKUP,
                WorkerKind.MIGRATION,
                WorkerKind.HEALTHCHECK);
        copies = CopyGate.in(installation);
        production = new Production(installation);
        production.execute("alter role shop_owner replication");
        installation.start(Production.ENVIRONMENT);
    }

    @AfterAll
    static void stop() {
        try (Installation all = installation;
                Production shop = production) {
            assertThat(List.of(all, shop)).doesNotContainNull();
        }
    }

    @BeforeEach
    void letCopiesBeMade() {
        copies.open();
    }

    @Test
    void whatGoesWellOnTheCopyIsReleased() {
        production.migrations().addMigration();
        production.migrations().open();

        DeploymentId id = installation.api().start(RELEASE, Production.ENVIRONMENT);
        installation.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);

        assertThat(evidence(id, "way")).startsWith("pg_basebackup: the login \"shop_owner\" has the right REPLICATION");
        assertThat(evidence(id, "rows")).contains("as in the live database");
        assertThat(evidence(id, "migrated")).contains(" ms, ");
        assertThat(evidence(id, "taken back")).endsWith("the structure is as before");
        assertThat(evidence(id, "migrated again")).endsWith("the structure is that of the first time");
        assertThat(evidence(id, "copy")).isEqualTo("dropped");
        assertThat(production.migrations().effects()).isEqualTo(1);
        assertThat(production.migrations().historyRows()).isEqualTo(1);
        assertNoCopyIsLeft();
    }

    @Test
    void whatFailsOnRealDataNeverReachesProduction() {
        production.execute("insert into orders (customer_id, total) select min(id), 0 from customers");
        production.addMigration(
                "9000__orders_cost_something",
                "alter table orders add constraint costs_something check (total > 0);",
                "alter table orders drop constraint costs_something;");

        DeploymentId id = installation.api().start(RELEASE, Production.ENVIRONMENT);
        JsonNode end = installation.api().awaitEnd(id, DeploymentStatus.ROLLED_BACK, LIMIT);
        production.removeMigration("9000__orders_cost_something");
        production.execute("delete from orders where total = 0");

        assertThat(end.path("reason").asString(""))
                .contains("On the copy, in rehearse-1.migrate")
                .contains("costs_something")
                .endsWith("Nothing had been changed.");
        assertThat(installation.api().step(id, "migrate-1").path("status").asString(""))
                .isEqualTo("PENDING");
        assertThat(production.number("select count(*) from flyway_schema_history where version = '9000'"))
                .isZero();
        assertNoCopyIsLeft();
    }

    @Test
    void whatMustHaveBeenRehearsedIsReleasedAsItWasRehearsedAndInNoOtherForm() {
        colours("int");
        assertThat(refused()).contains("must have been rehearsed");

        DeploymentId rehearsal = installation.api().start(REHEARSAL, Production.ENVIRONMENT);
        installation.api().awaitEnd(rehearsal, DeploymentStatus.SUCCEEDED, LIMIT);
        colours("bigint");
        assertThat(refused())
                .contains(rehearsal.text(), "9100 has been changed since")
                .endsWith("Nothing had been changed.");

        colours("int");
        DeploymentId release = installation.api().start(REHEARSED, Production.ENVIRONMENT);
        installation.api().awaitEnd(release, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(production.number("select count(*) from flyway_schema_history where version = '9100'"))
                .isEqualTo(1);
        production.removeMigration("9100__colours");
        production.execute("drop table colours; delete from flyway_schema_history where version = '9100'");
    }

    private static void colours(String type) {
        production.addMigration("9100__colours", "create table colours (id " + type + ");", "drop table colours;");
    }

    private static String refused() {
        DeploymentId id = installation.api().start(REHEARSED, Production.ENVIRONMENT);
        return installation
                .api()
                .awaitEnd(id, DeploymentStatus.ROLLED_BACK, LIMIT)
                .path("reason")
                .asString("");
    }

    @Test
    void aWorkerThatIsKilledWhileItCopiesMakesTheCopyAnewAndLeavesNothing() {
        copies.close();
        DeploymentId id = installation.api().start(RELEASE, Production.ENVIRONMENT);
        copies.awaitCopy(LIMIT);
        installation.worker(WorkerKind.BACKUP).kill();
        copies.open();
        installation.worker(WorkerKind.BACKUP).start();

        installation.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(copies.begun()).isEqualTo(2);
        assertNoCopyIsLeft();
    }

    @Test
    void aWorkerThatIsKilledWhileItsCopyIsAtWorkLeavesNothing() {
        production.migrations().addMigration();
        DeploymentId id = installation.api().start(RELEASE, Production.ENVIRONMENT);
        await("the migration waits on the copy")
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> RunningPrograms.with("belay_copy_").stream().anyMatch(line -> line.contains(" DO")));
        installation.worker(WorkerKind.BACKUP).kill();
        installation.worker(WorkerKind.BACKUP).start();

        JsonNode end = installation.api().awaitEnd(id, DeploymentStatus.ROLLED_BACK, LIMIT);
        assertThat(end.path("reason").asString("")).contains("On the copy, in rehearse-1.migrate");
        assertThat(production.migrations().begun()).isZero();
        assertThat(production.migrations().effects()).isZero();
        assertNoCopyIsLeft();
        production.migrations().open();
    }

    private static void assertNoCopyIsLeft() {
        await("no copy is left").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(production.copies()).isEmpty();
            assertThat(RunningPrograms.with(installation.directory() + "/shop/backups/belay-copy-"))
                    .isEmpty();
        });
    }

    private static String evidence(DeploymentId id, String label) {
        JsonNode step = installation.api().step(id, "rehearse-1");
        for (JsonNode one : step.path("evidence")) {
            if (one.path("label").asString("").equals(label)) {
                return one.path("value").asString("");
            }
        }
        throw new AssertionError(
                "No " + label + " in " + Api.status(installation.api().deployment(id)) + " " + step);
    }
}
