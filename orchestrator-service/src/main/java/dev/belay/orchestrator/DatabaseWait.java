package dev.belay.orchestrator;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Holds the start back until the orchestrator's database takes connections; a refused login ends the start as it would.
 *
 * <p>Before the context and not within it, so that a process that waits can still be ended by a signal.
 */
final class DatabaseWait implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String STARTING_UP = "57P03";
    private static final String CONNECTION_FAILED = "08";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        String url = environment.getProperty("spring.datasource.url", "");
        if (!url.startsWith("jdbc:postgresql:")) {
            return;
        }
        boolean waited = false;
        for (Optional<String> lack = lack(url, environment); lack.isPresent(); lack = lack(url, environment)) {
            if (!waited) {
                LOG.warn("Waiting for PostgreSQL at {}: {}", url, lack.get());
                waited = true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        if (waited) {
            LOG.info("PostgreSQL at {} takes connections", url);
        }
    }

    /** Why nobody can connect yet; empty where somebody can, or where waiting would not help. */
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
            return state.startsWith(CONNECTION_FAILED) || state.equals(STARTING_UP)
                    ? Optional.of(String.valueOf(refused.getMessage()))
                    : Optional.empty();
        }
    }
}
