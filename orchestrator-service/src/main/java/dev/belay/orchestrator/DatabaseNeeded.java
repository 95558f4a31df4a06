package dev.belay.orchestrator;

import dev.belay.messaging.start.NeededServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Holds the start back until the orchestrator's database takes connections; a refused login ends the start as ever.
 *
 * <p>Before the context and not within it, so that a process that waits can still be ended by a signal.
 */
final class DatabaseNeeded implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String CONNECTION_FAILED = "08";
    private static final String STARTING_UP = "57P03";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        String url = environment.getProperty("spring.datasource.url", "");
        if (url.startsWith("jdbc:postgresql:")) {
            new NeededServer("PostgreSQL at " + url, () -> lack(url, environment)).await();
        }
    }

    /** Why nobody can connect yet; empty where somebody can, and where waiting would not help. */
    private static Optional<String> lack(String url, Environment environment) {
        try {
            DriverManager.getConnection(
                            url,
                            environment.getProperty("spring.datasource.username", ""),
                            environment.getProperty("spring.datasource.password", ""))
                    .close();
            return Optional.empty();
        } catch (SQLException refused) {
            String state = String.valueOf(refused.getSQLState());
            boolean passes = state.startsWith(CONNECTION_FAILED) || state.equals(STARTING_UP);
            return passes ? Optional.of(String.valueOf(refused.getMessage())) : Optional.empty();
        }
    }
}
