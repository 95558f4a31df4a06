package dev.belay.healthcheck;

import dev.belay.contracts.WorkerKind;
import dev.belay.healthcheck.watch.BaselineHandler;
import dev.belay.healthcheck.watch.WatchHandler;
import dev.belay.worker.Worker;
import dev.belay.worker.process.Processes;
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
    CheckHandler checkHandler(Processes processes) {
        return new CheckHandler(processes);
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
