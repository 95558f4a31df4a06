package dev.belay.notifier.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The address of yours that is called with each event.
 *
 * @param url without it nothing is called
 * @param secretFile holds the secret that signs each call, at least 16 characters; read anew for each call
 * @param timeout how long one call may take
 */
@ConfigurationProperties("belay.notifier.webhook")
public record WebhookProperties(
        @Nullable URI url,
        @Nullable Path secretFile,
        @DefaultValue("10s") Duration timeout) {
    public WebhookProperties {
        if (url != null && !url.toString().isEmpty()) {
            if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
                throw new IllegalArgumentException("belay.notifier.webhook.url is " + url
                        + "; expected an address that begins with https:// or http://. Correct it and start again.");
            }
            if (secretFile == null || secretFile.toString().isEmpty()) {
                throw new IllegalArgumentException("belay.notifier.webhook.url is set to " + url
                        + " and belay.notifier.webhook.secret-file is not set; expected both."
                        + " Put a secret of 16 characters or more into a file and name it.");
            }
        }
    }
}
