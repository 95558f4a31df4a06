package dev.belay.backup.catalogue;

import dev.belay.backup.postgres.DatabaseLocale;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.SessionMark;
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
     * @param deployment for which it was taken; absent in manifests of former versions
     * @param snapshot the database beside the live one that was dumped, absent where it was the live one itself
     * @param horizon the number of the oldest transaction that then ran: what an older one wrote is in the dump; absent in
     *     manifests of former versions
     */
    public record Source(
            String database,
            String serverVersion,
            String clientVersion,
            Instant takenAt,
            long databaseBytes,
            DatabaseLocale locale,
            @Nullable SessionMark sessions,
            @Nullable DeploymentId deployment,
            @Nullable String snapshot,
            @Nullable String horizon) {}

    /**
     * The file, or the directory of files.
     *
     * @param file its name beside the manifest
     * @param sha256 of the file, in lower-case hexadecimal; of a directory, over the names and digests of its files
     * @param plainBytes what has to lie beside it before it can be restored: the file before compression, a directory
     *     before encryption, nothing where it can be restored as it is
     * @param encryption absent where the file is not encrypted
     * @param files of a directory; absent where it is one file
     */
    public record Dump(
            String file,
            String sha256,
            long bytes,
            long plainBytes,
            Duration took,
            @Nullable Encryption encryption,
            @Nullable List<DumpPart> files) {
        /** The same, with how long it took together with the counts. */
        public Dump after(Duration all) {
            return new Dump(file, sha256, bytes, plainBytes, all, encryption, files);
        }

        /** Whether it is a directory. */
        public boolean isDirectory() {
            return files != null;
        }
    }

    /**
     * How the file is encrypted.
     *
     * @param recipient the public key for which it is
     * @param plainSha256 of the compressed dump before it was encrypted
     */
    public record Encryption(String recipient, String plainSha256) {}

    /** Whether it has been restored, and found to be as it was. */
    public boolean isProven() {
        return verified.contains(Verification.RESTORE);
    }

    public BackupManifest withVerified(Verification passed) {
        List<Verification> more = new ArrayList<>(verified);
        more.add(passed);
        return new BackupManifest(id, source, dump, contents, needs, more);
    }
}
