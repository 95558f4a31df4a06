package dev.belay.orchestrator.security;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of access.
 *
 * @param tokens the file of tokens, a line {@code name role sha256hex} each; absent where nobody may call
 */
@ConfigurationProperties("belay.orchestrator")
record TokenProperties(@Nullable Path tokens) {}
