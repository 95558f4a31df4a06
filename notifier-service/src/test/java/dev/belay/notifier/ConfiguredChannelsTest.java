package dev.belay.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ConfiguredChannelsTest {

    @Test
    void readsTheLogAlone() {
        assertThat(ConfiguredChannels.consumers(with(Map.of()))).containsExactly("logEvents");
    }

    @Test
    void takesVariablesAsTheyAreSetForContainers() {
        ConfigurableEnvironment environment = with(Map.of(
                "BELAY_NOTIFIER_SLACK_TOKENFILE", "/run/secrets/it's here",
                "BELAY_NOTIFIER_WEBHOOK_URL", "https://hooks.example.org/belay"));

        assertThat(ConfiguredChannels.consumers(environment))
                .containsExactly("logEvents", "slackEvents", "webhookEvents");
    }

    @Test
    void takesAnEmptyVariableForNone() {
        assertThat(ConfiguredChannels.consumers(
                        with(Map.of("BELAY_NOTIFIER_SLACK_TOKENFILE", "", "BELAY_NOTIFIER_WEBHOOK_URL", ""))))
                .containsExactly("logEvents");
    }

    private static ConfigurableEnvironment with(Map<String, Object> variables) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
