package dev.belay.orchestrator.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.EstimateBasis;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import dev.belay.messaging.MessageCodec;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.deployment.preview.PlanPreview;
import dev.belay.orchestrator.deployment.preview.PlanPreview.PlannedStep;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.StepPast;
import dev.belay.orchestrator.plan.timing.Estimate;
import dev.belay.orchestrator.workflow.DeploymentWorkflow;
import dev.belay.orchestrator.workflow.PreviewWorkflowImpl;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanPreviewsTest {
    private static final Instant AFTERNOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final String PLAN = """
            plan: shop-release
            description: Colours for every product
            parameters:
              version: {description: Git tag, pattern: 'v\\d+\\.\\d+\\.\\d+'}
            window: {opens: 02:00, closes: 04:00, zone: Europe/Moscow, days: [WED, THU]}
            rollback: {takes: at most 15m}
            phases:
              - phase: prepare
                steps:
                  - check: The shop is ready
                    http: [{get: /health}]
                  - approve: Release ${version}?
              - phase: protect
                steps:
                  - maintenance: on
                  - backup: database
                    verify: [list, checksum, restore]
                    estimate: 12m
              - phase: change
                steps:
                  - rollout: ${version}
                    estimate: 2m
                    owner: "@devops"
                  - migrate: latest
                    estimate: 20m
                  - run: recount-prices
                    undo: restore
                    estimate: 5m
              - phase: open
                steps:
                  - maintenance: off
                  - check: Customers find their products
                    smoke: yes
                    estimate: 30s
                    http: [{get: /products}]
            """;

    private static final String WATCHED = """
                  - check: Still there tomorrow
                    after: 20h
                    http: [{get: /products}]
                  - watch: 24h
                    every: 5m
                    http: [{get: /}]
                    matrix:
                      - {when: probe.errors over 5%, for: 1m, do: rollback}
                      - {when: probe.p95 over 1s, for: 1h, do: ask}
            """;

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();

    @BeforeEach
    void start() {
        environment
                .newWorker(DeploymentWorkflow.TASK_QUEUE)
                .registerWorkflowImplementationTypes(PreviewWorkflowImpl.class);
        environment.start();
    }

    @AfterEach
    void stop() {
        environment.close();
    }

    @Test
    void saysWhenEachStepBeginsAndWaitsForTheWindow() {
        PlanPreview preview = preview(PLAN);

        assertThat(preview.hours().window()).satisfies(window -> {
            assertThat(window.opens()).isEqualTo("2026-12-01T23:00:00Z");
            assertThat(window.closes()).isEqualTo("2026-12-02T01:00:00Z");
            assertThat(window.lastMoment()).isEqualTo("2026-12-02T00:45:00Z");
        });
        assertThat(step(preview, "check-1").begins()).isEqualTo(AFTERNOON);
        assertThat(step(preview, "maintenance-1").begins()).isEqualTo("2026-12-01T23:00:00Z");
        assertThat(step(preview, "backup-1").begins()).isEqualTo("2026-12-01T23:00:10Z");
        assertThat(step(preview, "check-2").begins()).isEqualTo("2026-12-01T23:37:20Z");
        assertThat(preview.hours().ends()).isEqualTo("2026-12-01T23:37:50Z");
        assertThat(step(preview, "approve-1").asks()).isEqualTo("Release v2.0.0?");
    }

    @Test
    void saysHowAWatchLooksAndWhatFollowsFromWhatItSees() {
        String watched = PLAN.replaceAll("window: .*\n", "").replaceAll("rollback: .*\n", "") + WATCHED;

        PlanPreview preview = preview(watched);

        assertThat(step(preview, "watch-1").looks())
                .startsWith(
                        "looks every 5m for 1d; the environment is free meanwhile",
                        "where probe.errors over 5% for 1m: taken back, by itself where nothing in the database has to"
                                + " go back",
                        "where probe.p95 over 1s for 1h: a person is asked");
        assertThat(step(preview, "check-3").looks())
                .containsExactly("is judged 20h later; the environment is free meanwhile");
        assertThat(step(preview, "check-1").looks()).isEmpty();
    }

    @Test
    void takesTheEstimateThatIsTrustedMostAndSaysWhereItComesFrom() {
        PlanPreview preview = preview(PLAN);

        assertThat(basis(preview, "backup-1")).isEqualTo(EstimateBasis.history(4));
        assertThat(step(preview, "backup-1").outline().estimate()).isEqualTo(Duration.ofMinutes(10));
        assertThat(basis(preview, "migrate-1")).isEqualTo(EstimateBasis.PLAN);
        assertThat(basis(preview, "maintenance-1")).isEqualTo(EstimateBasis.DEFAULT);
    }

    @Test
    void saysWhatAFailureTakesBackAndHowLongThatTakes() {
        PlanPreview.IfFails failure =
                Optional.ofNullable(step(preview(PLAN), "migrate-1").ifFails()).orElseThrow();

        assertThat(failure.undo())
                .extracting(undo -> undo.steps().get(0).text(), PlanPreview.UndoStep::estimate)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("migrate-1", Duration.ofMinutes(20)),
                        org.assertj.core.groups.Tuple.tuple("rollout-1", Duration.ofSeconds(90)),
                        org.assertj.core.groups.Tuple.tuple("maintenance-1", Duration.ofSeconds(10)));
        assertThat(failure.checks()).containsExactly(new StepId("check-2"));
        assertThat(failure.takes()).isEqualTo(Duration.parse("PT22M10S"));
        assertThat(preview(PLAN).warnings())
                .anyMatch(warning ->
                        warning.contains("\"migrate-1\" fails") && warning.endsWith("the plan promises at most 15m."));
    }

    @Test
    void theCommandLineIsTestedWithSuchAnAnswer() throws IOException {
        String answer =
                MessageCodec.contractMapper().writerWithDefaultPrettyPrinter().writeValueAsString(preview(PLAN)) + "\n";
        Files.writeString(Path.of("target", "preview.json"), answer);

        assertThat(answer)
                .isEqualTo(Files.readString(Path.of("..", "cli", "src", "test", "resources", "preview.json")));
    }

    private PlanPreview preview(String plan) {
        return new PlanPreviews(environment.getWorkflowClient(), new Targets(new OneEnvironment()), (name, of) -> PAST)
                .preview(
                        new Intent.PlanSource("shop-release", plan, Map.of()),
                        Map.of("version", "v2.0.0"),
                        "shop-production",
                        AFTERNOON);
    }

    private static PlannedStep step(PlanPreview preview, String id) {
        return preview.steps().stream()
                .filter(step -> step.outline().id().text().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static EstimateBasis basis(PlanPreview preview, String id) {
        return Optional.ofNullable(step(preview, id).outline().estimateBasis()).orElseThrow();
    }

    /** Four backups have run, and one roll-out was taken back. */
    private static final StepPast PAST = new StepPast() {
        @Override
        public Optional<Estimate> doing(Step step) {
            return step.kind() == StepKind.BACKUP
                    ? Optional.of(new Estimate(Duration.ofMinutes(10), EstimateBasis.history(4)))
                    : Optional.empty();
        }

        @Override
        public Optional<Estimate> undoing(Step step) {
            return step.kind() == StepKind.ROLLOUT
                    ? Optional.of(new Estimate(Duration.ofSeconds(90), EstimateBasis.history(1)))
                    : Optional.empty();
        }
    };

    private static final class OneEnvironment implements Manifests {
        @Override
        public List<Manifest> ofEnvironment(String name) {
            return List.of(new Manifest(
                    name,
                    "default",
                    WorkerKind.ROLLOUT,
                    "aa",
                    AFTERNOON,
                    new Manifest.Abilities(
                            List.of(new Manifest.Task("recount-prices", Manifest.Changes.DATA, false, null)),
                            Set.of("rollout", "maintenance"),
                            Set.of(),
                            Set.of(),
                            Set.of(),
                            null),
                    null));
        }

        @Override
        public Set<String> environments() {
            return Set.of("shop-production");
        }

        @Override
        public Optional<ManifestRemoval> lastRemoval(String environment) {
            return Optional.empty();
        }
    }
}
