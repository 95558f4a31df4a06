package dev.belay.rollout;

import dev.belay.contracts.WorkerKind;
import dev.belay.worker.Worker;
import dev.belay.worker.process.Processes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The handlers of the rollout worker. */
@Configuration(proxyBeanMethods = false)
@Worker(WorkerKind.ROLLOUT)
public class RolloutWorkerConfiguration {
    @Bean
    RolloutCapabilities rolloutCapabilities() {
        return new RolloutCapabilities();
    }

    @Bean
    RolloutHandler rolloutHandler(Processes processes) {
        return new RolloutHandler(processes);
    }

    @Bean
    MaintenanceHandler maintenanceHandler(Processes processes) {
        return new MaintenanceHandler(processes);
    }

    @Bean
    RunHandler runHandler(Processes processes) {
        return new RunHandler(processes);
    }
}
