package dev.belay.notifier;

import dev.belay.messaging.stream.HeaderConfiguration;
import dev.belay.messaging.trace.TraceConfiguration;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The service that tells people what happens in deployments. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    NotifierConfiguration.class,
    SlackConfiguration.class,
    WebhookConfiguration.class,
    HeaderConfiguration.class,
    TraceConfiguration.class
})
public class NotifierService {

    public static void main(String... args) {
        start(args);
    }

    /** Starts the service, beside others in the same JVM if need be; its configuration is {@code notifier-service.yml}. */
    public static ConfigurableApplicationContext start(String... args) {
        String[] named = Stream.concat(Stream.of("--spring.config.name=notifier-service"), Stream.of(args))
                .toArray(String[]::new);
        SpringApplication application = new SpringApplication(NotifierService.class);
        application.addListeners(new ConfiguredChannels());
        return application.run(named);
    }
}
