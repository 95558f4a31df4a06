package dev.belay.orchestrator.launch;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import dev.belay.messaging.trace.Traces;
import dev.belay.orchestrator.deployment.EnvironmentTaking;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.deployment.PastRuns;
import dev.belay.orchestrator.deployment.Rehearsals;
import dev.belay.orchestrator.deployment.StartAdmission;
import dev.belay.orchestrator.deployment.Successors;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The orchestrator's end of Temporal. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TemporalProperties.class)
class LaunchConfiguration {
    private static final double REPORT_SECONDS = 10;

    /** The SDK's own metrics, beside Belay's. */
    @Bean(destroyMethod = "close")
    Scope temporalMetrics(MeterRegistry meters) {
        return new RootScopeBuilder()
                .reporter(new MicrometerClientStatsReporter(meters))
                .reportEvery(com.uber.m3.util.Duration.ofSeconds(REPORT_SECONDS));
    }

    @Bean(destroyMethod = "shutdown")
    WorkflowServiceStubs workflowServiceStubs(TemporalProperties properties, Scope temporalMetrics) {
        return WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(properties.target())
                .setMetricsScope(temporalMetrics)
                .build());
    }

    @Bean
    WorkflowClient workflowClient(
            WorkflowServiceStubs stubs, TemporalProperties properties, List<ContextPropagator> carried) {
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(properties.namespace())
                        .setContextPropagators(carried)
                        .build());
    }

    @Bean
    WorkflowWorker workflowWorker(
            WorkflowClient client,
            DeploymentActivities activities,
            EnvironmentTaking environments,
            StartAdmission starts,
            Successors successors,
            Rehearsals rehearsals,
            TemporalProperties properties) {
        return new WorkflowWorker(
                client, activities, new Environments(environments, starts, successors, rehearsals), properties);
    }

    @Bean
    TemporalDeployments temporalDeployments(
            WorkflowClient client,
            Manifests manifests,
            PastRuns pastRuns,
            TemporalProperties properties,
            Traces traces) {
        return new TemporalDeployments(client, new Targets(manifests), pastRuns, properties, traces);
    }

    @Bean
    PlanPreviews planPreviews(WorkflowClient client, Manifests manifests, PastRuns pastRuns) {
        return new PlanPreviews(client, new Targets(manifests), pastRuns);
    }

    @Bean
    PlanJudge planJudge(Manifests manifests, PastRuns pastRuns) {
        return new PlanJudge(manifests, pastRuns);
    }
}
