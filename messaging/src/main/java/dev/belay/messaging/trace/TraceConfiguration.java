package dev.belay.messaging.trace;

import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces of deployments; they are exported where an OTLP endpoint is configured, and nothing else is. */
@Configuration(proxyBeanMethods = false)
public class TraceConfiguration {
    @Bean
    Traces traces(OpenTelemetry telemetry) {
        return new Traces(telemetry);
    }

    /** Scrapes, health checks and schedules have spans too, and nobody asks for them. */
    @Bean
    SpanExportingPredicate deploymentsAlone() {
        return span -> span.getTags().containsKey(Traces.DEPLOYMENT);
    }
}
