package dev.belay.healthcheck;

import dev.belay.contracts.WorkerKind;
import dev.belay.worker.Worker;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The handlers of the healthcheck worker. */
@Configuration(proxyBeanMethods = false)
@Worker(WorkerKind.HEALTHCHECK)
public class HealthcheckWorkerConfiguration {
    @Bean
    HealthcheckCapabilities healthcheckCapabilities() {
        return new HealthcheckCapabilities();
    }

    @Bean
    CheckHandler checkHandler() {
        return new CheckHandler();
    }

    @Bean
    BaselineHandler baselineHandler() {
        return new BaselineHandler(Clock.systemUTC());
    }

    @Bean
    WatchHandler watchHandler() {
        return new WatchHandler(Clock.systemUTC());
    }
}
