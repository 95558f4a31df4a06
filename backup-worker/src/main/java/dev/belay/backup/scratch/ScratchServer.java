package dev.belay.backup.scratch;

import dev.belay.worker.environment.settings.Login;

/** A server on which a test restore may do as it likes. */
public interface ScratchServer extends AutoCloseable {
    /** On a database from which others can be created and dropped. */
    Login login();

    /** Where the restore took place, for people. */
    String description();

    @Override
    void close();
}
