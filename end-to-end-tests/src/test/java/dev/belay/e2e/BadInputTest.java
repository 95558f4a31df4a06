package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.cli.api.document.Json;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.e2e.harness.Answer;
import dev.belay.e2e.harness.FileSearch;
import dev.belay.e2e.harness.Histories;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.OwnProcess;
import dev.belay.e2e.harness.RunningPrograms;
import dev.belay.e2e.harness.Site;
import dev.belay.e2e.harness.TaskGate;
import dev.belay.e2e.harness.Topics;
import dev.belay.embedded.machine.LoopbackPort;
import dev.belay.embedded.temporal.ServerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What people, systems and programs do wrong is answered, and nothing else suffers from it. */
@Tag("temporal")
class BadInputTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SITE = "site";
    private static final String WRONG_PASSWORD = "wrong-password";
    private static final String TURNS_WRONG = "turns-wrong";
    private static final String UNREACHABLE = "unreachable";
    private static final String PASSWORD = UUID.randomUUID().toString();

    private static final String ENVIRONMENT = """
            environment: site
            tasks:
              waits: {command: ["@programs@/waits"], changes: nothing}
              chatter: {command: ["@programs@/chatter"], changes: nothing}
              binary: {command: ["@programs@/binary"], changes: nothing}
              stubborn: {command: ["@programs@/stubborn"], changes: nothing}
            http: {public: {baseUrl: "@url@"}}
            """;

    private static final String DATABASE = """
            environment: @name@
            database:
              url: jdbc:postgresql://127.0.0.1:@port@/belay
              username: @user@
              password: "${file:@password@}"
            scratch: local
            backups: {directory: "@backups@"}
            """;

    private static final String BACKUP = """
            plan: backup
            description: A backup
            phases:
              - phase: protect
                steps:
                  - backup: database
                    verify: [list]
            """;

    private static final String BACKUP_AFTER_A_QUESTION =
            BACKUP.replace("- backup:", "- approve: Is it time?\n        requester: allowed\n      - backup:");

    private static final String USING = """
            plan: using
            description: Steps of a file, and one that is left out
            parameters:
              grade: {oneOf: [ordinary, critical], default: ordinary}
            phases:
              - phase: look
                steps:
                  - use: checks/site.yaml
                  - run: binary
                    id: only-then
                    only: grade = critical
            """;

    private static final String USED = """
            steps:
              - run: binary
                id: of-the-file
                title: A task of the file
            """;

    private static final String SILENT = """
            plan: silent
            description: A look at a page that never answers
            phases:
              - phase: look
                steps:
                  - check: The page answers
                    id: silent
                    timeout: 2s
                    attempts: 1
                    http: [{get: /silent}]
            """;

    private static @Nullable Installation belay;
    private static @Nullable Site site;
    private static @Nullable TaskGate gate;

    @BeforeAll
    static void start() throws IOException {
        site = new Site();
        belay = new Installation(
                "bad-input",
                ServerChoice.PROGRAM_IF_INSTALLED,
                WorkerKind.BACKUP,
                WorkerKind.ROLLOUT,
                WorkerKind.HEALTHCHECK);
        gate = TaskGate.in(belay);
        belay.addProgram("chatter", "#!/bin/sh\nyes 'a line of a program that talks too much' | head -c 104857600\n");
        belay.addProgram("binary", "#!/bin/sh\nhead -c 3000000 /dev/urandom\n");
        belay.addProgram("stubborn", "#!/bin/sh\ntrap '' TERM INT HUP\necho begun\nwhile :; do sleep 0.2; done\n");
        belay.addEnvironment(
                SITE,
                ENVIRONMENT.replace("@programs@", belay.programs().toString()).replace("@url@", site.url()));
        Files.writeString(belay.directory().resolve("password"), PASSWORD);
        belay.addEnvironment(
                WRONG_PASSWORD,
                database(WRONG_PASSWORD, "careless", belay.postgres().port()));
        belay.addEnvironment(
                TURNS_WRONG, database(TURNS_WRONG, "negligent", belay.postgres().port()));
        belay.addEnvironment(UNREACHABLE, database(UNREACHABLE, "careless", LoopbackPort.choose()));
        atPostgres("create role negligent login password '" + PASSWORD + "' in role pg_read_all_data");
        belay.start(SITE);
    }

    private static void atPostgres(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        belay.postgres().jdbcUrl("postgres"),
                        belay.postgres().username(),
                        belay.postgres().password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String database(String name, String user, int port) {
        return DATABASE.replace("@name@", name)
                .replace("@user@", user)
                .replace("@port@", String.valueOf(port))
                .replace("@password@", belay.directory().resolve("password").toString())
                .replace("@backups@", belay.directory().resolve("backups").toString());
    }

    @AfterAll
    static void stop() {
        try (Installation all = belay;
                Site page = site) {
            assertThat(all).isNotNull();
            assertThat(page).isNotNull();
        }
    }

    @Test
    void busyEnvironmentIsRefusedWithItsHolder() {
        DeploymentId holder = belay.api().start(run("waits"), SITE);
        gate.awaitRun(LIMIT);

        Answer refused = belay.api().askFor(run("chatter"), SITE, "while-busy");
        gate.open();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("environment-busy");
        assertThat(refused.text("deployment")).isEqualTo(holder.text());
        belay.api().awaitEnd(holder, DeploymentStatus.SUCCEEDED, LIMIT);
    }

    @Test
    void sameIdempotencyKeyIsTheSameDeploymentAndNoOther() {
        Answer first = belay.api().askFor(run("binary"), SITE, "the-same-key");
        Answer again = belay.api().askFor(run("binary"), SITE, "the-same-key");
        Answer other = belay.api().askFor(run("chatter"), SITE, "the-same-key");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.replayed()).isFalse();
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.replayed()).isTrue();
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("code")).isEqualTo("idempotency-key-reused");
        belay.api().awaitEnd(new DeploymentId(first.text("id")), DeploymentStatus.SUCCEEDED, LIMIT);
    }

    @Test
    void unknownEnvironmentIsRefusedBeforeAnythingBegins() {
        Answer refused = belay.api().askFor(run("binary"), "siet", "unknown-environment");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("plan-invalid");
        assertThat(refused.body()).contains("siet", SITE);
    }

    @Test
    void wrongPasswordIsRefusedBeforeAnythingBegins() {
        await("the backup worker has looked")
                .atMost(LIMIT)
                .until(() -> belay.api().get("/api/v1/environments").body().contains("refuses the password"));

        Answer refused = belay.api().askFor(BACKUP, WRONG_PASSWORD, "wrong-password");

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("plan-invalid");
        assertThat(refused.body())
                .contains("\"lacking\"", "careless", "create role careless login password")
                .doesNotContain(PASSWORD, "127.0.0.1");
    }

    @Test
    void passwordThatTurnsWrongNamesUserAndHostAndNeverThePassword() {
        await("the environment is known")
                .atMost(LIMIT)
                .until(() -> belay.api().get("/api/v1/environments").body().contains(TURNS_WRONG));
        DeploymentId id = belay.api().start(BACKUP_AFTER_A_QUESTION, TURNS_WRONG);
        belay.api()
                .awaitDeployment(
                        id, LIMIT, one -> one.path("status").asString("").equals("WAITING"));
        atPostgres("alter role negligent password 'another'");
        assertThat(belay.api().decide(id, DecisionKind.APPROVE).status()).isEqualTo(200);

        JsonNode end = belay.api().awaitEnd(id, DeploymentStatus.ROLLED_BACK, LIMIT);

        assertThat(failure(end))
                .contains(
                        "DATABASE_LOGIN_REFUSED",
                        "\\\"negligent\\\"",
                        "127.0.0.1:" + belay.postgres().port());
        String path = "/api/v1/deployments/" + id;
        assertThat(Json.pretty(end)).doesNotContain(PASSWORD);
        for (String mediaType : new String[] {"text/markdown", "text/html", "application/json"}) {
            Answer report = belay.api().get(path + "/report", mediaType);
            assertThat(report.status()).as(mediaType + ": " + report.body()).isEqualTo(200);
            assertThat(report.body()).contains("negligent").doesNotContain(PASSWORD);
        }
        assertThat(belay.api().get("/api/v1/environments").body()).doesNotContain(PASSWORD);
        assertThat(new Topics(belay).all())
                .isNotEmpty()
                .allSatisfy(message ->
                        assertThat(message.headers() + message.body()).doesNotContain(PASSWORD));
        assertThat(new Histories(belay).of(id)).contains("negligent").doesNotContain(PASSWORD);
        assertThat(FileSearch.filesWith(PASSWORD, belay.logs())).isEmpty();
        assertThat(FileSearch.filesWith(PASSWORD, belay.directory()))
                .containsExactly(belay.directory().resolve("password"));
    }

    @Test
    void unreachableDatabaseIsNamed() {
        DeploymentId id = belay.api().start(BACKUP, UNREACHABLE);

        JsonNode end = belay.api().awaitEnd(id, DeploymentStatus.ROLLED_BACK, LIMIT);

        assertThat(failure(end)).contains("DATABASE_UNREACHABLE", "\\\"careless\\\"", "jdbc:postgresql://127.0.0.1:");
        assertThat(end.path("reason").asString("")).contains("Nothing had been changed");
    }

    @Test
    void planThatUsesAFileNeedsItAndThenRunsItsStepsAndLeavesOutWhatItShould() {
        Answer without = belay.api().askFor(Map.of("plan", USING, "environment", SITE), "using-without");
        Answer with = belay.api()
                .askFor(
                        Map.of("plan", USING, "environment", SITE, "files", Map.of("checks/site.yaml", USED)),
                        "using-with");

        assertThat(without.status()).isEqualTo(422);
        assertThat(without.body()).contains("checks/site.yaml");
        assertThat(with.status()).as(with.body()).isEqualTo(201);
        DeploymentId id = new DeploymentId(with.text("id"));
        belay.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(belay.api().step(id, "of-the-file").path("status").asString(""))
                .isEqualTo("SUCCEEDED");
        assertThat(belay.api().step(id, "only-then").path("status").asString(""))
                .isEqualTo("SKIPPED");
        assertThat(belay.api()
                        .get("/api/v1/deployments/" + id + "/report", "text/markdown")
                        .body())
                .contains("A task of the file", "only-then", "grade = critical");
    }

    @Test
    void checkThatIsNeverAnsweredEndsAtItsTimeout() {
        DeploymentId id = belay.api().start(SILENT, SITE);

        JsonNode end = belay.api().awaitEnd(id, DeploymentStatus.ROLLED_BACK, LIMIT);

        assertThat(failure(end)).contains("TIMED_OUT", "2s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chatter", "binary"})
    void outputOfAnySizeAndKindIsShownInPart(String task) {
        DeploymentId id = belay.api().start(run(task), SITE);

        JsonNode end = belay.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);

        assertThat(Json.pretty(end)).contains("last lines").hasSizeLessThan(10_000);
        assertThat(belay.workers()).allMatch(OwnProcess::isAlive);
    }

    @Test
    void programThatIgnoresTermIsEndedByCancel() {
        DeploymentId id = belay.api().start(run("stubborn"), SITE);
        await("the program runs").atMost(LIMIT).until(() -> runs(id));

        Answer cancelled = belay.api().decide(id, DecisionKind.CANCEL);

        assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
        belay.api().awaitEnd(id, DeploymentStatus.CANCELLED, LIMIT);
        assertThat(RunningPrograms.with(id.text())).isEmpty();
    }

    private static boolean runs(DeploymentId id) {
        return RunningPrograms.with(id.text()).stream().anyMatch(line -> line.contains("/stubborn"));
    }

    private static String run(String task) {
        return """
        plan: run-@task@
        description: One task
        phases:
          - phase: run
            steps:
              - run: @task@
        """.replace("@task@", task);
    }

    private static String failure(JsonNode deployment) {
        for (JsonNode phase : deployment.path("phases")) {
            for (JsonNode step : phase.path("steps")) {
                if (step.path("failure").isObject()) {
                    return step.path("failure").toString();
                }
            }
        }
        throw new AssertionError("No step has failed: " + Json.pretty(deployment));
    }
}
