package dev.belay.migration;

import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** One PostgreSQL server for all tests of this JVM, with a database of its own for each test. */
public final class ThrowawayPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = OwnPostgres.start(UnaryOperator.identity());

    private ThrowawayPostgres() {}

    /** A login for a fresh and empty database; the one given before is dropped, to keep the disk small. */
    public static Login database() {
        int number = DATABASES.incrementAndGet();
        String name = "app_" + number;
        SERVER.dropDatabase("app_" + (number - 1));
        SERVER.createDatabase(name);
        return new Login(SERVER.jdbcUrl(name), SERVER.username(), new Secret(SERVER.password()));
    }

    /** A session that Belay knows nothing of. */
    public static Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(
                login.url(), login.username(), login.password().value());
    }
}
