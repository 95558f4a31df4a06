package dev.belay.backup.scratch;

import dev.belay.worker.environment.settings.Login;
import java.nio.file.Path;

/** A server on which a test restore may do as it likes. */
public interface ScratchServer extends AutoCloseable {
    /** On a database from which others can be created and dropped. */
    Login login();

    /** Where the restore took place, for people. */
    String description();

    /**
     * What lies on a disk of this host.
     *
     * @param beside where nothing does
     */
    Path disk(Path beside);

    @Override
    void close();
}
