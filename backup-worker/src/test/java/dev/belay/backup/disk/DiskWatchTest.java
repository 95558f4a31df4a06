package dev.belay.backup.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskWatchTest {
    private final AtomicLong free = new AtomicLong(10_000_000_000L);
    private final DiskWatch watch = new DiskWatch(Path.of("/backups"), 1_000_000_000, free::get);

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
