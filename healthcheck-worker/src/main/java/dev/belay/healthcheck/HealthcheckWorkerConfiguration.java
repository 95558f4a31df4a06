package dev.belay.healthcheck;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The handlers of the healthcheck worker. */
@Configuration(proxyBeanMethods = false)
public class HealthcheckWorkerConfiguration {
    @Bean
    CheckHandler checkHandler() {
        return new CheckHandler();
    }
}
