package dev.belay.backup.snapshots;

import dev.belay.backup.swapping.SwapNames;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.DeploymentId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of a database as it was at a backup, on the same server; its comment says what it is.
 *
 * <p>It admits no connections once it has been dumped, so nobody changes it.
 *
 * @param name of the database
 * @param environment whose backup it is
 */
public record DatabaseSnapshot(String name, BackupId backup, DeploymentId deployment, String environment) {
    private static final Pattern MARK =
            Pattern.compile("\\[belay: snapshot of backup (\\S+) for deployment (\\S+) in (.+)]");

    /** Named by its backup, so that one whose making was broken off is found by what the execution has noted. */
    public static String nameFor(String live, BackupId backup) {
        return SwapNames.named(live, "_snapshot_" + backup.text().replace('-', '_'));
    }

    /** For its comment. */
    public String mark() {
        return "[belay: snapshot of backup " + backup + " for deployment " + deployment + " in " + environment + "]";
    }

    static Optional<DatabaseSnapshot> parse(String database, String comment) {
        Matcher mark = MARK.matcher(comment);
        return mark.matches()
                ? Optional.of(new DatabaseSnapshot(
                        database, new BackupId(mark.group(1)), new DeploymentId(mark.group(2)), mark.group(3)))
                : Optional.empty();
    }
}
