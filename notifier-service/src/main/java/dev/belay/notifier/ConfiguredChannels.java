package dev.belay.notifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/** Gives each channel that is set up a consumer of its own, and no other one. */
final class ConfiguredChannels implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    static final String SLACK = "belay.notifier.slack.token-file";
    static final String WEBHOOK = "belay.notifier.webhook.url";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        List<String> consumers = new ArrayList<>(List.of("logEvents"));
        if (StringUtils.hasText(environment.getProperty(SLACK))) {
            consumers.add("slackEvents");
        }
        if (StringUtils.hasText(environment.getProperty(WEBHOOK))) {
            consumers.add("webhookEvents");
        }
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "channels", Map.of("spring.cloud.function.definition", String.join(";", consumers))));
    }
}
