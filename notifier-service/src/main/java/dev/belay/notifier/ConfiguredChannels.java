package dev.belay.notifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Gives each channel that is set up a consumer of its own, and no other one. */
final class ConfiguredChannels implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    private static final String DEFINITION = "spring.cloud.function.definition";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        String consumers = String.join(";", consumers(event.getEnvironment()));
        event.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("channels", Map.of(DEFINITION, consumers)));
    }

    /** The names of their beans. */
    static List<String> consumers(Environment environment) {
        List<String> consumers = new ArrayList<>(List.of("logEvents"));
        if (slack(environment)) {
            consumers.add("slackEvents");
        }
        if (webhook(environment)) {
            consumers.add("webhookEvents");
        }
        return consumers;
    }

    /** An empty value is none: deployments by templates leave it so. */
    private static boolean slack(Environment environment) {
        return StringUtils.hasText(environment.getProperty("belay.notifier.slack.token-file"));
    }

    private static boolean webhook(Environment environment) {
        return StringUtils.hasText(environment.getProperty("belay.notifier.webhook.url"));
    }

    /** Whether Slack is set up. */
    static final class Slack implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return slack(context.getEnvironment());
        }
    }

    /** Whether the webhook is set up. */
    static final class Webhook implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return webhook(context.getEnvironment());
        }
    }
}
