package dev.belay.embedded.junit;

import dev.belay.embedded.postgres.DatabaseAdministration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The PostgreSQL server of a test run; its user is a superuser unless an address with another user was given. */
public final class PostgresServer implements AutoCloseable {
    private final DatabaseAdministration administration;
    private final Ownership ownership;
    private final Runnable stop;
    private final Queue<String> created = new ConcurrentLinkedQueue<>();

    private enum Ownership {
        OURS,
        BORROWED
    }

    private PostgresServer(DatabaseAdministration administration, Ownership ownership, Runnable stop) {
        this.administration = administration;
        this.ownership = ownership;
        this.stop = stop;
    }

    /** A server that was started for the run and ends with it. */
    static PostgresServer ours(DatabaseAdministration administration, Runnable stop) {
        return new PostgresServer(administration, Ownership.OURS, stop);
    }

    /** A server that somebody else runs, and which we leave as we found it. */
    static PostgresServer borrowed(DatabaseAdministration administration) {
        return new PostgresServer(administration, Ownership.BORROWED, () -> {});
    }

    /** An empty database that no other test uses. */
    public TestDatabase freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        administration.createDatabase(name);
        created.add(name);
        return database(name);
    }

    /** A database that exists already, such as "postgres". */
    public TestDatabase database(String name) {
        return new TestDatabase(
                administration.host(),
                administration.port(),
                name,
                administration.jdbcUrl(name),
                administration.username(),
                administration.password());
    }

    @Override
    public void close() {
        switch (ownership) {
            case BORROWED -> created.forEach(administration::dropDatabase);
            case OURS -> stop.run();
        }
    }
}
