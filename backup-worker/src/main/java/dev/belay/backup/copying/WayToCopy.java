package dev.belay.backup.copying;

import dev.belay.backup.disk.Readable;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.contracts.work.Output.CopyMade.Way;
import dev.belay.worker.environment.settings.ScratchSettings;

/**
 * The fastest isolated way that is possible, and why it is that one.
 *
 * @param why for people
 */
record WayToCopy(Way way, String why) {
    /** Copying files is about so many times as fast as dumping and restoring, for each byte. */
    private static final int AS_FAST = 6;

    /** What is copied within seconds in any case. */
    private static final long SMALL = 1_000_000_000;

    static WayToCopy choose(SourceServer source, PostgresPrograms.Program local, ScratchSettings scratch) {
        if (scratch.server().isPresent()) {
            return dumped("the environment file names a scratch server, which files cannot be brought to");
        }
        if (source.replicating().isEmpty()) {
            return dumped("no login of the environment file has the right REPLICATION, which copying files needs");
        }
        if (local.version().major() != source.version().major()) {
            return dumped("the worker's host has PostgreSQL " + local.version() + ", and files of version "
                    + source.version() + " are read by their own version only");
        }
        if (source.serverBytes() > SMALL && source.serverBytes() > AS_FAST * source.databaseBytes()) {
            return dumped("the whole server has " + Readable.bytes(source.serverBytes()) + ", of which the database is "
                    + Readable.bytes(source.databaseBytes()) + ": copying it alone is faster");
        }
        return new WayToCopy(
                Way.FILES,
                "the login \"" + source.replicating().get().username()
                        + "\" has the right REPLICATION, and the worker's" + " host has PostgreSQL "
                        + local.version().major());
    }

    /** After files could not be copied. */
    static WayToCopy after(String failure) {
        return dumped("copying files failed: " + failure);
    }

    private static WayToCopy dumped(String why) {
        return new WayToCopy(Way.DUMP, why);
    }
}
