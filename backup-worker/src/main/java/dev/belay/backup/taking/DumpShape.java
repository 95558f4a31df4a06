package dev.belay.backup.taking;

import dev.belay.contracts.work.BackupWork.Form;
import dev.belay.contracts.work.BackupWork.Format;
import org.jspecify.annotations.Nullable;

/**
 * What a dump is on disk: one file, compressed best, or a directory, dumped several tables at a time.
 *
 * <p>Measured on two cores, one file that zstd compresses beside the dump is faster than two jobs that compress by
 * themselves, and smaller. So jobs are for larger databases on hosts with cores to spare.
 */
record DumpShape(Format format, int jobs) {
    private static final long WORTH_A_DIRECTORY = 5_000_000_000L;
    private static final int CORES_FOR_JOBS = 4;
    private static final int MOST_JOBS = 8;

    /** @param dataBytes of the tables on the server */
    static DumpShape of(@Nullable Form wanted, long dataBytes, int tables) {
        return of(wanted, dataBytes, tables, Runtime.getRuntime().availableProcessors());
    }

    static DumpShape of(@Nullable Form wanted, long dataBytes, int tables, int cores) {
        Integer jobs = wanted == null ? null : wanted.jobs();
        Format format = wanted == null ? null : wanted.format();
        int usual = Math.max(1, Math.min(Math.min(cores / 2, MOST_JOBS), tables));
        if (format == null) {
            boolean pays = dataBytes >= WORTH_A_DIRECTORY && cores >= CORES_FOR_JOBS && tables > 1;
            format = pays || jobs != null && jobs > 1 ? Format.DIRECTORY : Format.CUSTOM;
        }
        return new DumpShape(format, format == Format.CUSTOM ? 1 : jobs == null ? usual : jobs);
    }
}
