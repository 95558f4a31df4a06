package dev.belay.backup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.contracts.BackupWork.Verification;
import dev.belay.contracts.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskWatchTest {
    private final AtomicLong free = new AtomicLong(10_000_000_000L);
    private final DiskWatch watch = new DiskWatch(Path.of("/backups"), 1_000_000_000, free::get);

    @Test
    void judgesByTheNewestFormerBackupOfTheSameDatabase() {
        BackupManifest former = RetentionTest.manifest(3, List.of(), "d", 4_000_000_000L, 400_000_000, 2_000_000_000);
        BackupManifest older = RetentionTest.manifest(2, List.of(), "d", 4_000_000_000L, 4_000_000_000L, 9);

        DiskNeed need =
                DiskNeed.of("shop", 8_000_000_000L, List.of(former, older), EnumSet.allOf(Verification.class), true);

        assertThat(need.bytes()).isEqualTo(880_000_000L + 4_400_000_000L + 8_000_000_000L);
        assertThat(need.parts())
                .containsExactly(
                        "the dump 880 MB (as backup b3)",
                        "decompressed for its verification 4.4 GB",
                        "its test restore 8.0 GB");
    }

    @Test
    void saysThatItGuessesWithoutAFormerBackup() {
        DiskNeed need = DiskNeed.of("shop", 100_000_000, List.of(), Set.of(Verification.CHECKSUM), true);

        assertThat(need.parts()).containsExactly("the dump 50 MB (a guess, without a former backup)");
    }

    @Test
    void refusesBeforehandWithAllFigures() {
        WorkFailed failed = catchThrowableOfType(
                WorkFailed.class, () -> watch.require(new DiskNeed(9_500_000_000L, List.of("the dump 9.5 GB"))));

        assertThat(failed.failure().code()).isEqualTo(FailureCode.DISK_FULL);
        assertThat(failed.failure().message())
                .isEqualTo("10 GB are free at /backups; the backup needs about 9.5 GB (the dump 9.5 GB), and 1.0 GB"
                        + " are to stay free.");
        assertThatCode(() -> watch.require(new DiskNeed(9_000_000_000L, List.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void stopsBeforeTheDiskIsFullAndSaysHowFarItHadCome() throws Exception {
        watch.written(0, "the dump");
        free.set(999_999_999);
        watch.written(7_999_999, "the dump");

        WorkFailed failed = catchThrowableOfType(WorkFailed.class, () -> watch.written(8_000_000, "the dump"));

        assertThat(failed.failure().code()).isEqualTo(FailureCode.DISK_FULL);
        assertThat(failed.failure().message())
                .contains("Stopped before the disk was full", "1.0 GB are to stay free", "8.0 MB of the dump");
    }
}
