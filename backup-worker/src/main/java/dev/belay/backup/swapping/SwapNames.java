package dev.belay.backup.swapping;

import dev.belay.backup.disk.ShortName;
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
 * @param snapshot the comment of the restored one, where that was there before and is to stay until it is swapped
 */
public record SwapNames(String live, String restored, String replaced, Optional<String> snapshot) {
    private static final int LONGEST_NAME = 63;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

    /** Chooses names that are free. */
    public static SwapNames choose(String live, DatabaseSession session) throws SQLException {
        return new SwapNames(
                live, named(live, "_belay_restore_" + ShortName.random()), replaced(live, session), Optional.empty());
    }

    /** The restored one is a snapshot; whatever ends before the swap leaves it as it was, with this comment. */
    public static SwapNames ofSnapshot(String live, String snapshot, String comment, DatabaseSession session)
            throws SQLException {
        return new SwapNames(live, snapshot, replaced(live, session), Optional.of(comment));
    }

    private static String replaced(String live, DatabaseSession session) throws SQLException {
        String replaced = named(live, "_replaced_" + MINUTE.format(Instant.now()));
        if (exists(session, replaced)) {
            replaced = named(live, "_replaced_" + MINUTE.format(Instant.now()) + "_" + ShortName.random());
        }
        return replaced;
    }

    public void note(Execution execution) {
        snapshot.ifPresent(comment -> execution.note("swap.snapshot", comment));
        execution.note("swap.live", live);
        execution.note("swap.restored", restored);
        execution.note("swap.replaced", replaced);
    }

    /** The noted names; empty where nothing had begun. */
    public static Optional<SwapNames> noted(Execution execution) {
        return execution
                .noted("swap.replaced")
                .map(replaced -> new SwapNames(
                        execution.noted("swap.live").orElseThrow(),
                        execution.noted("swap.restored").orElseThrow(),
                        replaced,
                        execution.noted("swap.snapshot")));
    }

    public static boolean exists(DatabaseSession session, String database) throws SQLException {
        return session.holds("select exists (select from pg_catalog.pg_database where datname = ?)", database);
    }

    /** The server would cut a longer name at its end, and with it what tells the names apart. */
    public static String named(String live, String ending) {
        String beginning = live;
        while ((beginning + ending).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            beginning = beginning.substring(0, beginning.length() - 1);
        }
        return beginning + ending;
    }
}
