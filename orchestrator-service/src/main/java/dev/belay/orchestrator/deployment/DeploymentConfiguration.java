package dev.belay.orchestrator.deployment;

import dev.belay.messaging.trace.TraceConfiguration;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What the packages of deployments share. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import(TraceConfiguration.class)
@EnableConfigurationProperties(DeploymentProperties.class)
class DeploymentConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** In code and not in properties: several services with Flyway may share one JVM and its class path. */
    @Bean
    FlywayConfigurationCustomizer ownSchema() {
        return flyway -> flyway.locations("classpath:db/orchestrator")
                .schemas("belay")
                .defaultSchema("belay")
                .createSchemas(true);
    }
}
