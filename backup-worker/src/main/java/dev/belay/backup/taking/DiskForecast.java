package dev.belay.backup.taking;

import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.disk.DiskNeed;
import dev.belay.backup.disk.Readable;
import dev.belay.contracts.work.BackupWork.Verification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How much of the worker's disk a backup will take. */
public final class DiskForecast {
    /** A tenth more than last time: databases grow, and tables differ in how well they compress. */
    private static final double MARGIN = 1.1;

    private static final double DUMP_OF_UNKNOWN = 0.5;
    private static final double PLAIN_OF_UNKNOWN = 0.8;

    private DiskForecast() {}

    /**
     * Judges by the newest former backup of the same database, or without one by the database's size alone.
     *
     * @param localScratch whether a test restore would lie on this disk too
     */
    public static DiskNeed of(
            String database,
            long databaseBytes,
            List<BackupManifest> former,
            Set<Verification> verifications,
            boolean localScratch) {
        Optional<BackupManifest> last = former.stream()
                .filter(manifest -> manifest.source().database().equals(database)
                        && manifest.source().databaseBytes() > 0)
                .max(Comparator.comparing(manifest -> manifest.source().takenAt()));
        String judgedBy = last.map(manifest -> "as backup " + manifest.id()).orElse("a guess, without a former backup");
        long dump = (long) (databaseBytes
                * last.map(manifest -> MARGIN * share(manifest.dump().bytes(), manifest))
                        .orElse(DUMP_OF_UNKNOWN));
        List<String> parts = new ArrayList<>(List.of("the dump " + Readable.bytes(dump) + " (" + judgedBy + ")"));
        long bytes = dump;
        boolean restores = verifications.contains(Verification.RESTORE);
        if (restores || verifications.contains(Verification.LIST)) {
            long plain = (long) (databaseBytes
                    * last.map(manifest -> MARGIN * share(manifest.dump().plainBytes(), manifest))
                            .orElse(PLAIN_OF_UNKNOWN));
            parts.add("decompressed for its verification " + Readable.bytes(plain));
            bytes += plain;
        }
        if (restores && localScratch) {
            parts.add("its test restore " + Readable.bytes(databaseBytes));
            bytes += databaseBytes;
        }
        return new DiskNeed(bytes, parts);
    }

    private static double share(long bytes, BackupManifest manifest) {
        return (double) bytes / manifest.source().databaseBytes();
    }
}
