package dev.belay.backup.taking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.work.BackupWork.Form;
import dev.belay.contracts.work.BackupWork.Format;
import org.junit.jupiter.api.Test;

class DumpShapeTest {
    private static final long LARGE = 50_000_000_000L;

    @Test
    void aDirectoryPaysForLargeDatabasesOnHostsWithCoresToSpare() {
        assertThat(DumpShape.of(null, LARGE, 40, 8)).isEqualTo(new DumpShape(Format.DIRECTORY, 4));
        assertThat(DumpShape.of(null, LARGE, 40, 64)).isEqualTo(new DumpShape(Format.DIRECTORY, 8));
        assertThat(DumpShape.of(null, LARGE, 40, 2)).isEqualTo(new DumpShape(Format.CUSTOM, 1));
        assertThat(DumpShape.of(null, LARGE, 1, 8)).isEqualTo(new DumpShape(Format.CUSTOM, 1));
        assertThat(DumpShape.of(null, 1_000_000_000, 40, 8)).isEqualTo(new DumpShape(Format.CUSTOM, 1));
    }

    @Test
    void thePlanSaysOtherwise() {
        assertThat(DumpShape.of(new Form(Format.CUSTOM, null), LARGE, 40, 8))
                .isEqualTo(new DumpShape(Format.CUSTOM, 1));
        assertThat(DumpShape.of(new Form(Format.DIRECTORY, null), 1, 3, 8))
                .isEqualTo(new DumpShape(Format.DIRECTORY, 3));
        assertThat(DumpShape.of(new Form(Format.DIRECTORY, 6), 1, 3, 2)).isEqualTo(new DumpShape(Format.DIRECTORY, 6));
        assertThat(DumpShape.of(new Form(null, 3), 1, 5, 2)).isEqualTo(new DumpShape(Format.DIRECTORY, 3));
    }
}
