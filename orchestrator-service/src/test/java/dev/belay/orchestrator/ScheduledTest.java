package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.orchestrator.deployment.StartAdmission;
import dev.belay.orchestrator.plan.timing.Timing;
import dev.belay.orchestrator.plan.timing.Window;
import dev.belay.orchestrator.story.Story;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduledTest {
    private static final String LATER = "2099-12-01T02:00+01:00";

    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("otto");

    @AfterEach
    void asBefore() {
        orchestrator.surroundings().timing = Timing.NONE;
        orchestrator.surroundings().manifests.clear();
    }

    @Test
    void saysWhenItBeginsAndInWhichZoneItHasReadThat() {
        Api.Answer answer = deploy("scheduled-answer", LATER);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/scheduledFor")).isEqualTo("2099-12-01T01:00:00Z");
        assertThat(answer.at("/scheduledZone")).isEqualTo("+01:00");
        assertThat(api.get("/api/v1/deployments?environment=scheduled-answer").at("/items/0/scheduledFor"))
                .isEqualTo("2099-12-01T01:00:00Z");
        assertThat(orchestrator.gateway().started)
                .filteredOn(intent -> intent.deployment().text().equals(answer.at("/id")))
                .singleElement()
                .satisfies(intent -> assertThat(intent.schedule().startsAt()).isEqualTo("2099-12-01T01:00:00Z"));
    }

    @Test
    void readsAPlainTimeInTheWindowsZone() {
        orchestrator.surroundings().timing = new Timing(
                new Window(
                        LocalTime.of(2, 0),
                        LocalTime.of(4, 0),
                        ZoneId.of("Asia/Kolkata"),
                        EnumSet.allOf(DayOfWeek.class)),
                null,
                null,
                null);

        assertThat(deploy("scheduled-zone", "02:30").at("/scheduledZone")).isEqualTo("Asia/Kolkata");
        Api.Answer outside = deploy("scheduled-zone", "05:00");
        assertThat(outside.status()).isEqualTo(422);
        assertThat(outside.at("/code")).isEqualTo("start-time-invalid");
        assertThat(outside.at("/detail")).contains("outside the plan's window");
        assertThat(outside.at("/next")).contains("next-window");
    }

    @Test
    void refusesATimeThatHasPassed() {
        Api.Answer answer = deploy("scheduled-past", "2020-01-01T00:00Z");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/detail")).contains("has passed");
        assertThat(api.get("/api/v1/deployments?environment=scheduled-past")
                        .json()
                        .at("/items"))
                .isEmpty();
    }

    @Test
    void theSameKeyWithAnotherTimeIsAnotherRequest() {
        deploy("scheduled-key", LATER, "Idempotency-Key", "scheduled-1");

        assertThat(deploy("scheduled-key", LATER, "Idempotency-Key", "scheduled-1")
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(deploy("scheduled-key", "2099-12-02T02:00+01:00", "Idempotency-Key", "scheduled-1")
                        .at("/code"))
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void aHotfixPassesUntilItsTimeAndNeverTwoAtOnceAfterwards() {
        DeploymentId scheduled = begun("scheduled-hotfix");
        Api.Answer hotfix = api.deploy("scheduled-hotfix");
        assertThat(hotfix.status()).isEqualTo(201);

        StartAdmission.Answer busy = orchestrator.starts().admit(scheduled, 3);
        assertThat(busy.lasting()).isFalse();
        assertThat(busy.obstacle()).contains("held by deployment " + hotfix.at("/id"));

        end(hotfix.at("/id"), "scheduled-hotfix");
        assertThat(orchestrator.starts().admit(scheduled, 3).obstacle()).isNull();
        assertThat(orchestrator.starts().admit(scheduled, 3).obstacle())
                .as("asked again, as after an answer that was lost")
                .isNull();
        assertThat(api.deploy("scheduled-hotfix").at("/deployment")).isEqualTo(scheduled.text());
    }

    @Test
    void twoThatAreScheduledForTheSameTimeDoNotBothBegin() {
        DeploymentId first = begun("scheduled-both");
        DeploymentId second = begun("scheduled-both");

        assertThat(orchestrator.starts().admit(second, 3).obstacle()).isNull();
        assertThat(orchestrator.starts().admit(first, 3).obstacle()).contains("held by deployment " + second);
    }

    @Test
    void whatHasEndedTakesNothingWhenItsTimeComes() {
        Story story = story("scheduled-ended").status(DeploymentStatus.CANCELLED, "Cancelled by anna");
        story.events().forEach(orchestrator.projection()::apply);

        assertThat(orchestrator.starts().admit(story.deployment(), 4).obstacle())
                .contains("has ended already");
        assertThat(api.deploy("scheduled-ended").status()).isEqualTo(201);
    }

    @Test
    void isRefusedWhereTheEnvironmentsFileHasChanged() {
        publish("scheduled-digest", "a".repeat(64));
        DeploymentId scheduled = begun("scheduled-digest");
        publish("scheduled-digest", "b".repeat(64));

        StartAdmission.Answer answer = orchestrator.starts().admit(scheduled, 3);

        assertThat(answer.lasting()).isTrue();
        assertThat(answer.obstacle())
                .contains("of the rollout worker has changed", "found digest bbbb", "expected aaaa", "deploy again");
        assertThat(api.deploy("scheduled-digest").status()).isEqualTo(201);
    }

    @Test
    void waitsForWorkersThatHaveNotPublishedYet() {
        publish("scheduled-silent", "a".repeat(64));
        DeploymentId scheduled = begun("scheduled-silent");
        orchestrator.surroundings().manifests.clear();

        StartAdmission.Answer answer = orchestrator.starts().admit(scheduled, 3);

        assertThat(answer.lasting()).isFalse();
        assertThat(answer.obstacle()).contains("No worker has published environment \"scheduled-silent\"");
        publish("scheduled-silent", "a".repeat(64));
        assertThat(orchestrator.starts().admit(scheduled, 3).obstacle()).isNull();
    }

    @Test
    void isRefusedWhereThePlanIsNotValidAnyMore() {
        DeploymentId scheduled = begun("scheduled-invalid");
        orchestrator.surroundings().finds = true;
        try {
            StartAdmission.Answer answer = orchestrator.starts().admit(scheduled, 3);

            assertThat(answer.lasting()).isTrue();
            assertThat(answer.obstacle()).contains("not any more", "Key \"brokn\" is not known.");
        } finally {
            orchestrator.surroundings().finds = false;
        }
    }

    @Test
    void countsFromWhenItBegins() {
        Story story = story("scheduled-counts");
        story.events().forEach(orchestrator.projection()::apply);
        assertThat(show(story).at("/status")).isEqualTo("SCHEDULED");
        assertThat(show(story).json().at("/startedAt").isMissingNode()
                        || show(story).json().at("/startedAt").isNull())
                .isTrue();

        story.status(DeploymentStatus.RUNNING, "");
        orchestrator.projection().apply(story.last());

        assertThat(Instant.parse(show(story).at("/startedAt"))).isEqualTo(story.now());
        assertThat(show(story).json().at("/warnings")).isEmpty();
    }

    @Test
    void aRunThatIsGoneBeforeItsTimeIsFound() {
        Story story = story("scheduled-gone");
        story.events().forEach(orchestrator.projection()::apply);
        orchestrator.gateway().states.remove(story.deployment());

        orchestrator.reconciler().reconcile();
        orchestrator.reconciler().reconcile();

        assertThat(show(story).at("/status")).isEqualTo("INTERRUPTED");
    }

    private Api.Answer show(Story story) {
        return api.get("/api/v1/deployments/" + story.deployment());
    }

    private DeploymentId begun(String environment) {
        Story story = story(environment);
        story.events().forEach(orchestrator.projection()::apply);
        return story.deployment();
    }

    private Story story(String environment) {
        return new Story(deploy(environment, LATER).at("/id"))
                .started(environment)
                .add(new EventBody.Scheduled(Instant.parse("2099-12-01T01:00:00Z"), "+01:00"))
                .status(DeploymentStatus.SCHEDULED, "Begins at 2099-12-01 02:00");
    }

    private void end(String id, String environment) {
        new Story(id)
                .started(environment)
                .status(DeploymentStatus.RUNNING, "")
                .status(DeploymentStatus.SUCCEEDED, "")
                .events()
                .forEach(orchestrator.projection()::apply);
    }

    private void publish(String environment, String digest) {
        orchestrator.surroundings().manifests.clear();
        orchestrator
                .surroundings()
                .manifests
                .add(new Manifest(
                        environment,
                        "default",
                        WorkerKind.ROLLOUT,
                        digest,
                        Instant.EPOCH,
                        Manifest.Abilities.NONE,
                        null));
    }

    private Api.Answer deploy(String environment, @Nullable String at, String... headers) {
        Map<String, Object> body = new HashMap<>(Api.start(environment));
        body.put("at", at);
        return api.post("/api/v1/deployments", body, headers);
    }
}
