package dev.belay.migration.session;

import java.time.Duration;
import java.util.Optional;

/**
 * A session that holds what an execution waits for.
 *
 * @param user empty where this role may not see it
 * @param state such as {@code idle in transaction}; empty where this role may not see it
 * @param age of its transaction
 * @param query its newest; empty where this role may not see it
 */
public record Blocker(
        int pid, Optional<String> user, Optional<String> state, Optional<Duration> age, Optional<String> query) {

    /** In one line, for people. */
    public String describe() {
        StringBuilder text = new StringBuilder("pid ").append(pid);
        user.ifPresent(name -> text.append(" of user \"").append(name).append('"'));
        state.ifPresent(word -> text.append(", ").append(word));
        age.ifPresent(since -> text.append(", in its transaction for ")
                .append(since.toSeconds())
                .append(" s"));
        query.ifPresent(sql -> text.append(", last query: ").append(sql));
        return text.toString();
    }
}
