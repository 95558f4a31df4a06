package dev.belay.backup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.disk.DiskNeed;
import dev.belay.backup.taking.DiskForecast;
import dev.belay.contracts.work.BackupWork.Verification;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiskForecastTest {
    @Test
    void judgesByTheNewestFormerBackupOfTheSameDatabase() {
        BackupManifest former = RetentionTest.manifest(3, List.of(), "d", 4_000_000_000L, 400_000_000, 2_000_000_000);
        BackupManifest older = RetentionTest.manifest(2, List.of(), "d", 4_000_000_000L, 4_000_000_000L, 9);

        DiskNeed need = DiskForecast.of(
                "shop", 8_000_000_000L, List.of(former, older), EnumSet.allOf(Verification.class), true);

        assertThat(need.bytes()).isEqualTo(880_000_000L + 4_400_000_000L + 8_000_000_000L);
        assertThat(need.parts())
                .containsExactly(
                        "the dump 880 MB (as backup b3)",
                        "decompressed for its verification 4.4 GB",
                        "its test restore 8.0 GB");
    }

    @Test
    void saysThatItGuessesWithoutAFormerBackup() {
        DiskNeed need = DiskForecast.of("shop", 100_000_000, List.of(), Set.of(Verification.CHECKSUM), true);

        assertThat(need.parts()).containsExactly("the dump 50 MB (a guess, without a former backup)");
    }
}
