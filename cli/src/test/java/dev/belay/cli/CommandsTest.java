package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.api.document.Json;
import dev.belay.cli.testing.FakeApi;
import dev.belay.cli.testing.FakeApi.Answer;
import dev.belay.cli.testing.Script;
import dev.belay.cli.testing.Scripts;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DeploymentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class CommandsTest {
    private static final String ID = Script.ID.text();
    private static final String DOCUMENT = "/deployments/" + ID;

    private final FakeApi api = new FakeApi();

    @TempDir
    private Path directory;

    private Run run;

    @BeforeEach
    void stack() throws IOException {
        run = new Run(directory);
        run.stack(api.address());
        Files.writeString(directory.resolve("release.yaml"), "plan: shop-release\nphases:\n  - phse: prepare\n");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(Scripts.success(), 0),
                Arguments.of(Scripts.rolledBack(), 10),
                Arguments.of(Scripts.rollbackFailed(), 11),
                Arguments.of(Scripts.cancelled(), 12),
                Arguments.of(
                        Scripts.interrupted()
                                .status(DeploymentStatus.INTERRUPTED, "gone")
                                .events(),
                        14));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void watchEndsWithTheStatusOfTheDeployment(List<DeploymentEvent> events, int status) {
        api.tells(events);

        assertThat(run.of("watch", ID)).isEqualTo(status);

        assertThat(run.out()).contains("shop-release on shop-production").contains("ended");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void deployWithWatchEndsWithTheStatusOfTheDeployment(List<DeploymentEvent> events, int status) {
        api.tells(events).answer("POST /deployments", Answer.json(201, "{\"id\":\"" + ID + "\"}"));

        assertThat(run.of("deploy", "release.yaml", "-e", "shop-production", "--watch"))
                .isEqualTo(status);
    }

    @Test
    void watchLeavesWhereAPersonIsAskedAndNoWaitIsGiven() {
        api.tells(Scripts.waiting().events())
                .staysOpen()
                .answer("GET " + DOCUMENT, document(DeploymentStatus.WAITING, Scripts.waiting()));

        assertThat(run.of("watch", ID, "--no-wait")).isEqualTo(13);

        assertThat(run.out()).contains("./belay approve " + ID).contains("goes on without this window");
    }

    @Test
    void watchLeavesWhereTheDeploymentWaitsWithoutAQuestion() {
        Script script = Scripts.backingUp().status(DeploymentStatus.WAITING, "no worker in pool default answers");
        api.tells(script.events()).staysOpen().answer("GET " + DOCUMENT, document(DeploymentStatus.WAITING, script));

        assertThat(run.of("watch", ID, "--no-wait")).isEqualTo(13);

        assertThat(run.out()).contains("no worker in pool default answers");
    }

    @Test
    void watchLeavesWhereTheDeploymentOnlyWatches() {
        Script script = Scripts.beforeSmoke().status(DeploymentStatus.WATCHING, "for 24h");
        api.tells(script.events()).staysOpen().answer("GET " + DOCUMENT, document(DeploymentStatus.WATCHING, script));

        assertThat(run.of("watch", ID, "--no-wait")).isEqualTo(13);
    }

    @Test
    void watchDoesNotLeaveBecauseTheDeploymentWaitedLongAgo() {
        api.tells(Scripts.success())
                .answer(
                        "GET " + DOCUMENT,
                        Answer.json(
                                200,
                                "{\"id\":\"x\",\"lastSeq\":" + Scripts.success().size() + "}"));

        assertThat(run.of("watch", ID, "--no-wait")).isZero();
    }

    @Test
    void watchSurvivesABrokenConnection() {
        api.tells(Scripts.success()).dropsAfter(20);

        assertThat(run.of("watch", ID)).isZero();

        assertThat(run.out()).containsOnlyOnce("The connection was lost").containsOnlyOnce("Connected again");
    }

    @Test
    void watchPrintsJsonLinesForPrograms() {
        api.tells(Scripts.success());

        run.of("watch", ID, "--output", "json");

        assertThat(run.out().lines())
                .hasSize(Scripts.success().size())
                .allSatisfy(
                        line -> assertThat(Json.read(line).path("deployment").asString())
                                .isEqualTo(ID));
    }

    @Test
    void deployPrintsTheIdAlone() {
        api.answer("POST /deployments", Answer.json(201, "{\"id\":\"" + ID + "\"}"));

        int status = run.of(
                "deploy",
                "shop-release",
                "-e",
                "shop-production",
                "-p",
                "version=v2",
                "--comment",
                "@devops go",
                "--idempotency-key",
                "k1");

        assertThat(status).isZero();
        assertThat(run.out()).isEqualTo(ID + "\n");
        assertThat(Json.read(api.lastAsked().body()))
                .isEqualTo(Json.read("{\"plan\":\"shop-release\",\"files\":{},\"environment\":\"shop-production\","
                        + "\"parameters\":{\"version\":\"v2\"},\"comment\":\"@devops go\"}"));
        assertThat(api.lastAsked().headers())
                .containsEntry("idempotency-key", "k1")
                .containsEntry("authorization", "Bearer token-of-operator");
    }

    @Test
    void deployAtATimeSaysWhenAndInWhichZoneBesideTheId() {
        api.answer(
                "POST /deployments",
                Answer.json(
                        201,
                        "{\"id\":\"" + ID + "\",\"scheduledFor\":\"2026-11-30T23:00:00Z\","
                                + "\"scheduledZone\":\"Europe/Moscow\"}"));

        assertThat(run.of("deploy", "shop-release", "-e", "shop-production", "--at", "02:00"))
                .isZero();

        assertThat(run.out()).isEqualTo(ID + "\n");
        assertThat(run.err())
                .isEqualTo("It begins at 2026-12-01 02:00 (Europe/Moscow), and holds nothing until then.\n");
        assertThat(Json.read(api.lastAsked().body()).path("at").asString()).isEqualTo("02:00");
    }

    @Test
    void deployAtATimeThatCannotBeIsRefusedWithTheMend() {
        api.answer("POST /deployments", Answer.problem(422, "start-time-invalid", "It has passed", ""));

        assertThat(run.of("deploy", "shop-release", "-e", "shop-production", "--at", "2020-01-01T00:00Z"))
                .isEqualTo(2);

        assertThat(run.err()).contains("It has passed").contains("Do this next.");
    }

    @Test
    void watchLeavesWhatIsScheduledWhereNoWaitIsGiven() {
        Script script = Scripts.scheduled();
        api.tells(script.events()).staysOpen().answer("GET " + DOCUMENT, document(DeploymentStatus.SCHEDULED, script));

        assertThat(run.of("watch", ID, "--no-wait")).isEqualTo(13);

        assertThat(run.out()).contains("SCHEDULED: Begins at 2026-03-02 02:00 (UTC)");
    }

    @Test
    void deploySendsTheTextOfAFile() throws IOException {
        api.answer("POST /deployments", Answer.json(201, "{\"id\":\"" + ID + "\"}"));

        run.of("deploy", "release.yaml", "-e", "shop-production");

        assertThat(Json.read(api.lastAsked().body()).path("plan").asString())
                .isEqualTo(Files.readString(directory.resolve("release.yaml")));
        assertThat(api.lastAsked().headers().get("idempotency-key")).isNotBlank();
    }

    @Test
    void deployIsRefusedWithEveryFindingAtItsPlace() {
        api.answer("POST /deployments", Answer.problem(422, "plan-invalid", "The plan may not run", findings()));

        assertThat(run.of("deploy", "release.yaml", "-e", "shop-production", "--watch"))
                .isEqualTo(2);

        assertThat(run.err()).isEqualTo("""
                        release.yaml:3:5: Unknown key "phse". Did you mean "phase"?
                             3 |   - phse: prepare
                               |     ^
                        The plan may not run. Do this next.
                        """);
    }

    @Test
    void deployToABusyEnvironmentNamesWhatHoldsIt() {
        api.answer(
                "POST /deployments", Answer.problem(409, "environment-busy", "It is busy", ",\"deployment\":\"d7\""));

        assertThat(run.of("deploy", "shop-release", "-e", "shop-production")).isEqualTo(2);

        assertThat(run.err())
                .isEqualTo("It is busy. Wait for it with ./belay watch d7, or look at it with ./belay show d7.\n");
    }

    @Test
    void planShowsWhatWouldHappenAndPassesTheServersAnswerOnAsJson() throws IOException {
        String answer = Files.readString(Path.of("src", "test", "resources", "preview.json"));
        api.answer("POST /plans/preview", Answer.json(200, answer));

        assertThat(run.of("plan", "release.yaml", "-e", "shop-production", "-p", "version=v2.0.0"))
                .isZero();
        assertThat(run.out()).contains("shop-release on shop-production", "Where migrate-1 fails");
        assertThat(api.lastAsked().body()).contains("\"environment\":\"shop-production\"", "\"version\":\"v2.0.0\"");

        assertThat(run.of("plan", "release.yaml", "-e", "shop-production", "--output", "json"))
                .isZero();
        assertThat(run.out()).contains("\"rollbackTakes\"");
    }

    @Test
    void planIsRefusedWhereThePlanMayNotRun() {
        api.answer("POST /plans/preview", Answer.problem(422, "plan-invalid", "It may not run.", findings()));

        assertThat(run.of("plan", "release.yaml", "-e", "shop-production")).isEqualTo(2);
        assertThat(run.err()).contains("It may not run.");
    }

    @Test
    void validateSaysWhetherThePlanMayRun() {
        api.answer("POST /plans/validate", Answer.json(200, "{\"valid\":true,\"findings\":[]}"));
        assertThat(run.of("validate", "release.yaml", "--environment", "shop-production"))
                .isZero();
        assertThat(run.out()).isEqualTo("release.yaml: valid for shop-production.\n");

        api.answer("POST /plans/validate", Answer.json(200, "{\"valid\":false" + findings() + "}"));
        assertThat(run.of("validate", "release.yaml")).isEqualTo(2);
        assertThat(run.out()).contains("release.yaml:3:5: Unknown key");
    }

    @Test
    void sendsTheFilesThatThePlanUsesAndShowsTheirLines() throws IOException {
        Files.createDirectories(directory.resolve("plans/checks"));
        Files.writeString(directory.resolve("plans/a.yaml"), "plan: a\nphases: [{steps: [{use: checks/b.yaml}]}]\n");
        Files.writeString(directory.resolve("plans/checks/b.yaml"), "steps:\n  - notfy: hello\n");
        api.answer(
                "POST /plans/validate",
                Answer.json(
                        200,
                        "{\"valid\":false,\"findings\":[{\"code\":\"c\",\"message\":\"No kind.\",\"file\":"
                                + "\"checks/b.yaml\",\"line\":2,\"column\":5},{\"code\":\"c\",\"message\":\"No name.\","
                                + "\"file\":\"a\",\"line\":2,\"column\":10}]}"));

        assertThat(run.of("validate", "plans/a.yaml")).isEqualTo(2);

        assertThat(Json.read(api.lastAsked().body())
                        .path("files")
                        .path("checks/b.yaml")
                        .asString())
                .isEqualTo("steps:\n  - notfy: hello\n");
        assertThat(run.out()).isEqualTo("""
                        plans/checks/b.yaml:2:5: No kind.
                             2 |   - notfy: hello
                               |     ^
                        plans/a.yaml:2:10: No name.
                             2 | phases: [{steps: [{use: checks/b.yaml}]}]
                               |          ^
                        """);
    }

    @Test
    void asksNobodyWhereAFileThatThePlanUsesCannotBeRead() throws IOException {
        Files.writeString(directory.resolve("a.yaml"), "plan: a\nphases: [{steps: [{use: b.yaml}]}]\n");
        String expected = """
                a.yaml:2:25: File "b.yaml", which the plan uses, is not there; expected a file beside the plan or below.\
                 Paths count from the directory of the plan.
                     2 | phases: [{steps: [{use: b.yaml}]}]
                       |                         ^
                """;

        assertThat(run.of("validate", "a.yaml")).isEqualTo(2);
        assertThat(run.out()).isEqualTo(expected);
        assertThat(run.of("deploy", "a.yaml", "-e", "shop-production", "--watch"))
                .isEqualTo(2);
        assertThat(run.err()).isEqualTo(expected);
        assertThat(run.of("validate", "a.yaml", "--output", "json")).isEqualTo(2);
        assertThat(Json.read(run.out()).path("findings").path(0).path("code").asString())
                .isEqualTo("missing-file");
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void validateRefusesAPlanThatTheServerDoesNotKnow() {
        api.answer("POST /plans/validate", Answer.problem(422, "plan-unknown", "No plan is named x", ""));

        assertThat(run.of("validate", "x")).isEqualTo(2);
    }

    @Test
    void decisionsNameTheExecutionOfTheStepThatAsks() {
        api.answer("GET " + DOCUMENT, Answer.json(200, documentText("WAITING", question("approve-1", "approve"))))
                .answer("POST " + DOCUMENT + "/decisions", Answer.json(200, documentText("RUNNING", "")));

        assertThat(run.of("approve", ID, "--comment", "fine")).isZero();

        JsonNode body = Json.read(api.lastAsked().body());
        assertThat(Stream.of("execution", "step", "decision", "comment")
                        .map(member -> body.path(member).asString()))
                .containsExactly(ID + "/approve-1/do/1", "approve-1", "approve", "fine");
        assertThat(api.lastAsked().headers()).containsEntry("authorization", "Bearer token-of-release-manager");
        assertThat(run.out()).isEqualTo("Decided: approve. Deployment " + ID + " is now RUNNING.\n");
    }

    @Test
    void decisionsNameTheQuestionThatIsAnswered() {
        api.answer("GET " + DOCUMENT, Answer.json(200, documentText("WAITING", question("approve-1", "approve"))))
                .answer("POST " + DOCUMENT + "/decisions", Answer.json(200, documentText("RUNNING", "")));

        assertThat(run.of("approve", ID)).isZero();
        assertThat(Json.read(api.lastAsked().body()).path("question").asString())
                .isEqualTo("q-approve-1");

        assertThat(run.of("approve", ID, "--question", "q0")).isZero();
        assertThat(Json.read(api.lastAsked().body()).path("question").asString())
                .isEqualTo("q0");
    }

    @Test
    void aRepairNamesTheOnlyTaskThatIsOfferedByItself() {
        api.answer("GET " + DOCUMENT, Answer.json(200, documentText("WAITING", question("migrate-1", "repair"))))
                .answer("POST " + DOCUMENT + "/decisions", Answer.json(200, documentText("RUNNING", "")));

        assertThat(run.of("repair", ID)).isZero();
        assertThat(Json.read(api.lastAsked().body()).path("task").asString()).isEqualTo("mend");

        assertThat(run.of("repair", ID, "--task", "clean")).isZero();
        assertThat(Json.read(api.lastAsked().body()).path("task").asString()).isEqualTo("clean");
    }

    @Test
    void aRepairWhereNothingIsOfferedSaysSo() {
        api.answer("GET " + DOCUMENT, Answer.json(200, documentText("RUNNING", "")));

        assertThat(run.of("repair", ID)).isEqualTo(64);

        assertThat(run.err()).contains("offers no task now; ./belay show " + ID);
    }

    @Test
    void aRollbackPartOfTheWayShowsFirstWhatWouldBeLost() {
        previewable();

        assertThat(run.of("rollback", ID, "--to", "rollout-1")).isEqualTo(64);
        assertThat(run.out())
                .contains("TAKEN BACK", "run-1, migrate-1  database  schema back to 6  What was added.")
                .contains("Stays: rollout-1.\n")
                .contains("The end: It is taken back to step \"rollout-1\".")
                .contains("Mind: The maintenance page stays on.");
        assertThat(run.err()).contains("Nothing was decided: nobody can be asked here.", "add --yes");
        assertThat(api.asked()).noneMatch(asked -> asked.line().startsWith("POST"));

        assertThat(run.of("rollback", ID, "--to", "rollout-1", "--yes")).isZero();
        JsonNode body = Json.read(api.lastAsked().body());
        assertThat(body.path("to").asString()).isEqualTo("rollout-1");
        assertThat(body.path("question").asString()).isEqualTo("q-run-1");
    }

    @Test
    void aRollbackPartOfTheWayIsConfirmedAtTheTerminal() {
        previewable();

        assertThat(run.answering("no").of("rollback", ID, "--to", "rollout-1")).isEqualTo(64);
        assertThat(run.err()).contains("Nothing was decided.");
        assertThat(api.asked()).noneMatch(asked -> asked.line().startsWith("POST"));

        assertThat(run.answering("yes").of("rollback", ID, "--to", "rollout-1")).isZero();
        assertThat(api.asked()).anyMatch(asked -> asked.line().startsWith("POST"));
    }

    private void previewable() {
        api.answer("GET " + DOCUMENT, Answer.json(200, documentText("WAITING", question("run-1", "rollback"))))
                .answer(
                        "GET " + DOCUMENT + "/rollback",
                        Answer.json(
                                200,
                                "{\"to\":\"rollout-1\",\"outcome\":\"It is taken back to step \\\"rollout-1\\\".\","
                                        + "\"takenBack\":[{\"steps\":[\"run-1\",\"migrate-1\"],\"target\":\"database\","
                                        + "\"how\":\"schema back to 6\",\"loses\":\"What was added.\"}],"
                                        + "\"kept\":[\"rollout-1\"],"
                                        + "\"warnings\":[\"The maintenance page stays on.\"]}"))
                .answer("POST " + DOCUMENT + "/decisions", Answer.json(200, documentText("ROLLING_BACK", "")));
    }

    @Test
    void decisionsAskWhichStepIsMeantWhereSeveralAsk() {
        api.answer(
                "GET " + DOCUMENT,
                Answer.json(200, documentText("WAITING", question("a-1", "retry") + "," + question("b-1", "retry"))));

        assertThat(run.of("retry", ID)).isEqualTo(64);

        assertThat(run.err()).contains("--step a-1   Q a-1").contains("--step b-1   Q b-1");
    }

    @Test
    void decisionsAboutTheWholeDeploymentNeedNoStep() {
        api.answer("GET " + DOCUMENT, Answer.json(200, documentText("RUNNING", "")))
                .answer("POST " + DOCUMENT + "/decisions", Answer.json(200, documentText("ROLLING_BACK", "")));

        assertThat(run.of("cancel", ID)).isZero();

        assertThat(Json.read(api.lastAsked().body()).has("step")).isFalse();
        assertThat(api.lastAsked().headers()).containsEntry("authorization", "Bearer token-of-operator");
    }

    @Test
    void decisionsThatWereNotAnsweredAreRepeatedWithTheSameId() {
        int[] calls = {0};
        api.answer("GET " + DOCUMENT, Answer.json(200, documentText("RUNNING", "")))
                .answer(
                        "POST " + DOCUMENT + "/decisions",
                        asked -> ++calls[0] < 3
                                ? Answer.problem(503, "decision-not-answered", "Not in time", "")
                                : Answer.json(200, documentText("RUNNING", "")));

        assertThat(run.of("cancel", ID)).isZero();

        assertThat(api.asked().stream()
                        .filter(asked -> asked.line().startsWith("POST"))
                        .map(asked -> Json.read(asked.body()).path("id").asString())
                        .distinct())
                .hasSize(1);
        assertThat(calls[0]).isEqualTo(3);
    }

    @Test
    void decisionsThatDoNotHoldSayWhy() {
        api.answer("GET " + DOCUMENT, Answer.json(200, documentText("RUNNING", "")))
                .answer(
                        "POST " + DOCUMENT + "/decisions",
                        Answer.problem(403, "role-missing", "Approving needs the role release-manager", ""));

        assertThat(run.of("approve", ID, "--as", "viewer")).isEqualTo(1);

        assertThat(run.err()).startsWith("Approving needs the role release-manager. Ask somebody who may");
    }

    @Test
    void showDrawsThePictureUpToNow() {
        Script script = Scripts.waiting();
        api.tells(script.events()).staysOpen().answer("GET " + DOCUMENT, document(DeploymentStatus.WAITING, script));

        assertThat(run.of("show", ID)).isZero();

        assertThat(run.out()).contains("A decision is needed", "· Backup of the database", "./belay approve " + ID);
    }

    @Test
    void showSaysWhoHasLookedAfterAnInterruptedDeployment() {
        Script script = Scripts.interrupted();
        api.tells(script.events())
                .staysOpen()
                .answer(
                        "GET " + DOCUMENT,
                        Answer.json(
                                200,
                                "{\"id\":\"" + ID + "\",\"status\":\"INTERRUPTED\",\"reason\":\"gone\",\"lastSeq\":"
                                        + script.events().size()
                                        + ",\"interruption\":{\"at\":\"2026-03-01T02:05:00Z\",\"acknowledgement\":{"
                                        + "\"id\":\"x\",\"decision\":\"acknowledge\",\"by\":\"maria\","
                                        + "\"role\":\"release-manager\",\"comment\":\"\"}}}"));

        assertThat(run.of("show", ID)).isZero();

        assertThat(run.out())
                .contains("Nobody knows what became of \"Backup of the database\"")
                .contains("maria has looked after it; shop-production is free again")
                .doesNotContain("./belay acknowledge");
    }

    @Test
    void listPrintsATable() {
        api.answer(
                "GET /deployments",
                Answer.json(
                        200,
                        "{\"items\":[{\"id\":\"" + ID
                                + "\",\"status\":\"SUCCEEDED\",\"plan\":\"shop-release\",\"environment\":\"shop-production\","
                                + "\"requestedBy\":\"anna\",\"comment\":\"go\",\"startedAt\":\"2026-03-01T02:00:00Z\","
                                + "\"finishedAt\":\"2026-03-01T02:02:40Z\"}],\"next\":\"" + ID + "\"}"));

        assertThat(run.of("list", "--status", "succeeded", "--plan", "shop-release", "--limit", "1"))
                .isZero();

        assertThat(run.out()).isEqualTo("""
                        ID                  STATUS     PLAN          ENVIRONMENT      STARTED              TOOK   BY    COMMENT
                        260301-020000-k3xq  SUCCEEDED  shop-release  shop-production  2026-03-01 02:00:00  2m40s  anna  go
                        """);
        assertThat(api.lastAsked().line()).isEqualTo("GET /deployments?status=SUCCEEDED&plan=shop-release&limit=1");
        assertThat(run.err()).contains("There are older ones");
    }

    @Test
    void reportIsPrintedAsItIs() {
        api.answer("GET " + DOCUMENT + "/report", new Answer(200, "text/html", "<p>done</p>"));

        assertThat(run.of("report", ID, "--format", "html")).isZero();

        assertThat(run.out()).isEqualTo("<p>done</p>\n");
        assertThat(api.lastAsked().headers()).containsEntry("accept", "text/html");
    }

    @Test
    void environmentsShowWhatHoldsThem() {
        api.answer(
                "GET /environments",
                Answer.json(
                        200,
                        "{\"items\":[{\"name\":\"shop-production\",\"pool\":\"default\",\"busyWith\":\"d7\","
                                + "\"abilities\":{\"migrationTool\":\"flyway\",\"tasks\":[{\"name\":\"recount\"}]},"
                                + "\"problems\":[\"Worker differs.\"]}]}"));

        assertThat(run.of("environments")).isZero();

        assertThat(run.out())
                .contains("shop-production  default  d7         flyway      recount")
                .contains("shop-production cannot be deployed to: Worker differs.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lits",
                "deploy release.yaml",
                "deploy -e shop-production",
                "deploy release.yaml -e x --no-wait",
                "deploy release.yaml -e x --param version",
                "deploy missing.yaml -e x",
                "validate missing/plan.yaml",
                "validate",
                "watch",
                "watch Not_An_Id",
                "watch a b",
                "show x --nonsense",
                "list --status nearly",
                "list --limit many",
                "list --output xml",
                "list --as nobody",
                "list --as ../operator",
                "list --as viewer --token-file x",
                "list --server nonsense",
                "report x --format pdf",
                "approve",
                "approve x --step A_B"
            })
    void wrongUsageEndsWith64AndOneSentence(String arguments) {
        api.answer("GET /deployments/x", Answer.json(200, documentText("RUNNING", "")));

        assertThat(run.of(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(64);

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotBlank().doesNotContain("Exception", "should not have happened");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(3);
    }

    @Test
    void misspeltCommandsAreRecognised() {
        run.of("lits");

        assertThat(run.err()).contains("Did you mean list");
    }

    @Test
    void failuresAreADocumentToo() {
        api.answer("GET /environments", Answer.problem(401, "token-unknown", "The token is not known", ""));

        assertThat(run.of("environments", "--output", "json")).isEqualTo(1);

        assertThat(Json.read(run.out()).path("code").asString()).isEqualTo("token-unknown");
        assertThat(run.err()).contains("--token-file");
    }

    @Test
    void whatIsNotBelayIsSaidToBeNone() {
        api.answer("GET /environments", new Answer(200, "text/html", "<html>hello</html>"));

        assertThat(run.of("environments")).isEqualTo(1);

        assertThat(run.err()).contains("is not Belay's API: it said \"<html>hello</html>\"");
    }

    private static Answer document(DeploymentStatus status, Script script) {
        return Answer.json(
                200,
                "{\"id\":\"" + ID + "\",\"status\":\"" + status + "\",\"lastSeq\":"
                        + script.events().size() + "}");
    }

    private static String documentText(String status, String questions) {
        return "{\"id\":\"" + ID + "\",\"status\":\"" + status + "\",\"questions\":[" + questions
                + "],\"phases\":[{\"name\":\"p\",\"steps\":[{\"id\":\"approve-1\",\"execution\":\"" + ID
                + "/approve-1/do/1\"}]}]}";
    }

    private static String question(String step, String option) {
        return "{\"id\":\"q-" + step + "\",\"step\":\"" + step + "\",\"text\":\"Q " + step + "\",\"options\":[\""
                + option + "\"],\"offers\":[\"mend\"]}";
    }

    private static String findings() {
        return ",\"findings\":[{\"code\":\"unknown-key\",\"message\":\"Unknown key \\\"phse\\\".\",\"file\":\"plan\","
                + "\"line\":3,\"column\":5,\"path\":\"phases[0]\",\"found\":\"phse\",\"expected\":\"phase\","
                + "\"suggestion\":\"Did you mean \\\"phase\\\"?\"}]";
    }
}
