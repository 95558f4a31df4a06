package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.Production;
import dev.belay.embedded.machine.FileTree;
import dev.belay.embedded.temporal.ServerChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A release that goes back drops nothing that users have written into it without a question, and keeps it. */
@Tag("long")
class WrittenSinceTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String MIGRATION = "9000__ratings";

    /** Users work while the question stands; then a check fails, and all goes back. */
    private static final String RELEASE = """
            plan: written-since
            description: A migration into which users write before a later step fails
            phases:
              - phase: change
                steps:
                  - migrate: latest
                  - approve: Have users written?
                    requester: allowed
                  - check: Nobody has rated anything
                    attempts: 1
                    database:
                      rows: [{table: ratings, count: none}]
            """;

    private static @Nullable Installation belay;
    private static @Nullable Production production;

    @BeforeAll
    static void start() {
        belay = new Installation(
                "written-since", ServerChoice.PROGRAM_IF_INSTALLED, WorkerKind.MIGRATION, WorkerKind.HEALTHCHECK);
        production = new Production(belay);
        belay.start(Production.ENVIRONMENT);
    }

    @AfterAll
    static void stop() {
        try (Installation all = belay;
                Production shop = production) {
            assertThat(all).isNotNull();
            assertThat(shop).isNotNull();
        }
    }

    /** One row of the new column and one of the new table are the migration's own. */
    @BeforeEach
    void addMigration() {
        production.addMigration(MIGRATION, """
                        alter table orders add column rated integer;
                        update orders set rated = 5 where id = (select max(id) from orders);
                        create table ratings (id bigint primary key, words text);
                        grant all on ratings to shop_app, shop_reader;
                        insert into ratings values (0, 'the first');
                        """, """
                        drop table ratings;
                        alter table orders drop column rated;
                        """);
    }

    @AfterEach
    void removeMigration() {
        production.removeMigration(MIGRATION);
    }

    @Test
    void whatUsersWroteIsCountedAskedAboutAndKept() {
        DeploymentId id = migrateAndWrite();
        approve(id);

        assertThat(awaitQuestion(id, "Taking step \"migrate-1\" back drops what was written since"))
                .contains("public.orders: 3 rows with values in rated were written since")
                .contains("public.ratings: 2 rows were written since")
                .contains("kept in a table beside, which the report names");
        assertThat(production.number("select count(*) from ratings")).isEqualTo(3);
        belay.api().decide(id, DecisionKind.ROLLBACK);
        belay.api().awaitEnd(id, DeploymentStatus.ROLLED_BACK, LIMIT);

        assertThat(production.number("select count(*) from pg_class where relname = 'ratings'"))
                .isZero();
        assertThat(production.number("select sum(rated) from " + kept(id, "orders", 3)))
                .isEqualTo(6);
        assertThat(production.number(
                        "select count(*) from " + kept(id, "ratings", 2) + " where words in ('good', 'bad')"))
                .isEqualTo(2);
    }

    @Test
    void whatNobodyKnowsIsSaidAsThatAndStaysWhereAPersonCloses() {
        DeploymentId id = migrateAndWrite();
        FileTree.delete(schemas());
        approve(id);

        assertThat(awaitQuestion(id, "Taking step \"migrate-1\" back drops what was written since"))
                .contains("what was written since: not known, because this worker no longer has the schema from before")
                .contains("nothing of it would be kept");
        belay.api().decide(id, DecisionKind.CLOSE);
        belay.api().awaitEnd(id, DeploymentStatus.ROLLBACK_FAILED, LIMIT);

        assertThat(production.number("select count(*) from ratings")).isEqualTo(3);
        production.execute("drop table ratings; alter table orders drop column rated;"
                + " delete from flyway_schema_history where version = '9000'");
    }

    private static DeploymentId migrateAndWrite() {
        DeploymentId id = belay.api().start(RELEASE, Production.ENVIRONMENT);
        awaitQuestion(id, "Have users written?");
        production.execute(
                "update orders set rated = id where id <= 3;" + " insert into ratings values (1, 'good'), (2, 'bad')");
        return id;
    }

    private static void approve(DeploymentId id) {
        assertThat(belay.api().decide(id, DecisionKind.APPROVE).status()).isEqualTo(200);
    }

    /** The text of the question that stands, once it holds the words. */
    private static String awaitQuestion(DeploymentId id, String words) {
        return text(belay.api().awaitDeployment(id, LIMIT, now -> text(now).contains(words)));
    }

    private static String text(JsonNode deployment) {
        return deployment.path("questions").path(0).path("text").asString("");
    }

    /** What the worker knows of schemas that it has read. */
    private static Path schemas() {
        try (Stream<Path> all = Files.walk(belay.directory().resolve("state"))) {
            return all.filter(path -> path.endsWith("schemas")).findFirst().orElseThrow();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The table beside, as the report names it. */
    private static String kept(DeploymentId id, String table, int rows) {
        String report = belay.api()
                .get("/api/v1/deployments/" + id + "/report", "text/markdown")
                .body()
                .replace("\\", "");
        Matcher named = Pattern.compile("kept in (public\\.belay_kept_\\w+_" + table + ")\\W+" + rows + " rows")
                .matcher(report);
        assertThat(named.find()).as(report).isTrue();
        return named.group(1);
    }
}
