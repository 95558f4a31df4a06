package dev.belay.backup.catalogue;

import dev.belay.backup.postgres.DatabaseLocale;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.BackupWork.Verification;
import dev.belay.contracts.Output.SessionMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup is; written last, so that a backup without one is not whole.
 *
 * @param contents counted in the dump's own snapshot
 * @param verified which verifications it has passed
 */
public record BackupManifest(
        BackupId id,
        Source source,
        Dump dump,
        DatabaseContents contents,
        DatabaseNeeds needs,
        List<Verification> verified) {
    public BackupManifest {
        verified = List.copyOf(verified);
    }

    /**
     * Where the dump came from.
     *
     * @param takenAt by the database's clock
     * @param databaseBytes the database's size on its server
     * @param sessions absent where the counters could not be read
     */
    public record Source(
            String database,
            String serverVersion,
            String clientVersion,
            Instant takenAt,
            long databaseBytes,
            DatabaseLocale locale,
            @Nullable SessionMark sessions) {}

    /**
     * The file.
     *
     * @param file its name beside the manifest
     * @param sha256 of the file, in lower-case hexadecimal
     * @param plainBytes before compression
     */
    public record Dump(String file, String sha256, long bytes, long plainBytes, Duration took) {}

    public BackupManifest withVerified(Verification passed) {
        List<Verification> more = new ArrayList<>(verified);
        more.add(passed);
        return new BackupManifest(id, source, dump, contents, needs, more);
    }
}
