package dev.belay.backup.restoring;

import dev.belay.backup.catalogue.ShortName;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.worker.execution.Execution;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The three databases of a swap.
 *
 * @param live the name that clients use
 * @param restored the name under which the backup is restored beside it
 * @param replaced the name under which the live one is kept afterwards
 */
record SwapNames(String live, String restored, String replaced) {
    private static final int LONGEST_NAME = 63;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

    /** Chooses names that are free. */
    static SwapNames choose(String live, DatabaseSession session) throws SQLException {
        String replaced = named(live, "_replaced_" + MINUTE.format(Instant.now()));
        if (exists(session, replaced)) {
            replaced = named(live, "_replaced_" + MINUTE.format(Instant.now()) + "_" + ShortName.random());
        }
        return new SwapNames(live, named(live, "_belay_restore_" + ShortName.random()), replaced);
    }

    void note(Execution execution) {
        execution.note("swap.live", live);
        execution.note("swap.restored", restored);
        execution.note("swap.replaced", replaced);
    }

    /** The noted names; empty where nothing had begun. */
    static Optional<SwapNames> noted(Execution execution) {
        return execution
                .noted("swap.replaced")
                .map(replaced -> new SwapNames(
                        execution.noted("swap.live").orElseThrow(),
                        execution.noted("swap.restored").orElseThrow(),
                        replaced));
    }

    static boolean exists(DatabaseSession session, String database) throws SQLException {
        return session.holds("select exists (select from pg_catalog.pg_database where datname = ?)", database);
    }

    /** The server would cut a longer name at its end, and with it what tells the names apart. */
    private static String named(String live, String ending) {
        String beginning = live;
        while ((beginning + ending).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            beginning = beginning.substring(0, beginning.length() - 1);
        }
        return beginning + ending;
    }
}
