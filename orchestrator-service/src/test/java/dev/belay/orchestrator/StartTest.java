package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.orchestrator.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StartTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("otto");

    @Test
    void answersWithThePendingDeploymentAndItsAddress() {
        Api.Answer answer = api.deploy("start-plain");

        assertThat(answer.status()).isEqualTo(201);
        String id = answer.at("/id");
        assertThat(id).matches("\\d{6}-\\d{6}-[a-z2-7]{4}");
        assertThat(answer.header("Location")).isEqualTo("/api/v1/deployments/" + id);
        assertThat(answer.at("/status")).isEqualTo("PENDING");
        assertThat(answer.at("/plan")).isEqualTo("shop");
        assertThat(answer.at("/requestedBy")).isEqualTo("otto");
        assertThat(answer.at("/parameters/version")).isEqualTo("v1.10");
        assertThat(orchestrator.gateway().starts(new DeploymentId(id))).isEqualTo(1);
    }

    @Test
    void runsThePlanOfThatName() {
        Api.Answer answer =
                api.post("/api/v1/deployments", Map.of("plan", "shop-update", "environment", "start-named"));

        assertThat(answer.at("/plan")).isEqualTo("shop-update");
    }

    @Test
    void refusesANameThatNoPlanHasAndGuessesTheOneThatWasMeant() {
        Api.Answer answer =
                api.post("/api/v1/deployments", Map.of("plan", "shop-updat", "environment", "start-misnamed"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("plan-unknown");
        assertThat(answer.at("/detail")).contains("did you mean \"shop-update\"?");
    }

    @Test
    void refusesAPlanWithFindingsAndHoldsNothing() {
        Api.Answer answer =
                api.post("/api/v1/deployments", Map.of("plan", "plan: x\nbroken: 1", "environment", "start-invalid"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.at("/code")).isEqualTo("plan-invalid");
        assertThat(answer.at("/findings/0/code")).isEqualTo("unknown-key");
        assertThat(answer.at("/findings/0/line")).isEqualTo("2");
        assertThat(api.deploy("start-invalid").status()).isEqualTo(201);
    }

    @Test
    void refusesABusyEnvironmentAndNamesItsDeployment() {
        String running = api.deploy("start-busy").at("/id");

        Api.Answer answer = api.deploy("start-busy");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/code")).isEqualTo("environment-busy");
        assertThat(answer.at("/deployment")).isEqualTo(running);
        assertThat(answer.at("/next")).contains(running);
    }

    @Test
    void freesTheEnvironmentOnceTheDeploymentHasEnded() {
        Story story = new Story(api.deploy("start-freed").at("/id"))
                .started("start-freed")
                .status(DeploymentStatus.RUNNING, "")
                .status(DeploymentStatus.SUCCEEDED, "");
        story.events().forEach(orchestrator.projection()::apply);

        assertThat(api.deploy("start-freed").status()).isEqualTo(201);
    }

    @Test
    void letsExactlyOneOfManyAtOnceHaveTheEnvironment() throws Exception {
        for (int round = 0; round < 10; round++) {
            String environment = "start-race-" + round;

            List<Api.Answer> answers = atOnce(4, number -> api.deploy(environment));

            assertThat(answers.stream().map(Api.Answer::status)).containsExactlyInAnyOrder(201, 409, 409, 409);
            String winner = idOfTheOneWith(201, answers);
            assertThat(answers.stream()
                            .filter(answer -> answer.status() == 409)
                            .map(answer -> answer.at("/deployment")))
                    .containsOnly(winner);
        }
    }

    @Test
    void repeatsTheAnswerForARepeatedKey() {
        Api.Answer first = api.deploy("start-key", "Idempotency-Key", "key-1");
        Api.Answer second = api.deploy("start-key", "Idempotency-Key", "key-1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.at("/id")).isEqualTo(first.at("/id"));
        assertThat(first.header("Idempotency-Replayed")).isEqualTo("false");
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(orchestrator.gateway().starts(new DeploymentId(first.at("/id"))))
                .isEqualTo(1);
    }

    @Test
    void startsOnceForOneKeyHoweverManyAskAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            String environment = "start-key-race-" + round;
            String key = "race-key-" + round;

            List<Api.Answer> answers = atOnce(4, number -> api.deploy(environment, "Idempotency-Key", key));

            assertThat(answers.stream().map(Api.Answer::status)).containsOnly(201);
            assertThat(answers.stream().map(answer -> answer.at("/id")).distinct())
                    .hasSize(1);
            assertThat(orchestrator
                            .gateway()
                            .starts(new DeploymentId(answers.get(0).at("/id"))))
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesAKeyThatStandsForAnotherRequest() {
        String first = api.deploy("start-reused", "Idempotency-Key", "key-2").at("/id");

        Api.Answer answer = api.deploy("start-reused-other", "Idempotency-Key", "key-2");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/code")).isEqualTo("idempotency-key-reused");
        assertThat(answer.at("/deployment")).isEqualTo(first);
    }

    @Test
    void refusesAFieldThatIsNotKnownByItsName() {
        Api.Answer answer =
                api.post("/api/v1/deployments", Map.of("plan", "shop-update", "enviroment", "x", "environment", "y"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("field-unknown");
        assertThat(answer.at("/fields/0")).isEqualTo("enviroment");
        assertThat(answer.at("/next")).isEqualTo("Did you mean \"environment\"?");
    }

    @Test
    void refusesABodyThatLacksAFieldOrIsNoJson() {
        Api.Answer lacking = api.post("/api/v1/deployments", Map.of("plan", "shop-update"));
        Api.Answer broken = api.post("/api/v1/deployments", "{\"plan\": ");

        assertThat(lacking.status()).isEqualTo(400);
        assertThat(lacking.at("/code")).isEqualTo("field-missing");
        assertThat(lacking.at("/detail")).contains("environment");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.at("/code")).isEqualTo("body-unreadable");
    }

    @Test
    void needsTheRoleOperator() {
        Api.Answer answer = orchestrator.as("vera").deploy("start-role");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/code")).isEqualTo("role-missing");
        assertThat(answer.at("/detail")).contains("operator").contains("viewer");
    }

    private static String idOfTheOneWith(int status, List<Api.Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == status)
                .map(answer -> answer.at("/id"))
                .findFirst()
                .orElseThrow();
    }

    /** A call of one of several callers. */
    interface Call {
        Api.Answer by(int number);
    }

    private static List<Api.Answer> atOnce(int callers, Call call) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Api.Answer>> calls = Stream.iterate(0, number -> number + 1)
                    .limit(callers)
                    .map(number -> threads.submit(() -> {
                        barrier.await();
                        return call.by(number);
                    }))
                    .toList();
            List<Api.Answer> answers = new ArrayList<>();
            for (Future<Api.Answer> one : calls) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
