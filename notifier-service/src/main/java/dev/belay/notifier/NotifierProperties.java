package dev.belay.notifier;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the notifier remembers.
 *
 * @param state the directory that keeps what has been told; created where absent
 * @param ignoreOlderThan what had happened longer ago when a channel was set up for the first time is not told
 */
@ConfigurationProperties("belay.notifier")
public record NotifierProperties(
        @DefaultValue(".belay/notifier") Path state,
        @DefaultValue("1h") Duration ignoreOlderThan) {

    public NotifierProperties {
        if (ignoreOlderThan.isNegative()) {
            throw new IllegalArgumentException("belay.notifier.ignore-older-than is " + ignoreOlderThan
                    + "; expected zero or more, such as 1h. Correct it and start again.");
        }
    }
}
