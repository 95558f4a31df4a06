package dev.belay.contracts.fence;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a target database.
 *
 * <p>A database that is free, or held by the same deployment, is taken; one that another holds only where that holder is
 * named.
 *
 * @param token what the database is to keep from now on
 * @param replaces the holder's text, where it is known that its deployment is over
 */
public record FenceClaim(FenceToken token, @Nullable String replaces) {
    public FenceClaim {
        Objects.requireNonNull(token);
    }
}
