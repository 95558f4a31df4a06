package dev.belay.backup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.postgres.DatabaseLocale;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.BackupWork.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final BackupId NEWEST = new BackupId("b5");

    @Test
    void keepsTheNewestVerifiedOnes() {
        List<BackupManifest> manifests = List.of(verified(1), verified(3), verified(2), verified(5), verified(4));

        assertThat(new Retention(3).expired(manifests, NEWEST))
                .containsExactlyInAnyOrder(new BackupId("b1"), new BackupId("b2"));
    }

    @Test
    void neverRemovesTheLastVerifiedOne() {
        assertThat(new Retention(0).expired(List.of(verified(1), unverified(5)), NEWEST))
                .isEmpty();
    }

    @Test
    void neverRemovesTheOneJustTaken() {
        assertThat(new Retention(1).expired(List.of(verified(6), verified(5)), NEWEST))
                .isEmpty();
    }

    @Test
    void removesUnverifiedOnesThatAreOlderThanEveryVerifiedOneThatStays() {
        List<BackupManifest> manifests = List.of(unverified(1), verified(2), unverified(3), verified(5));

        assertThat(new Retention(2).expired(manifests, NEWEST)).containsExactly(new BackupId("b1"));
    }

    private static BackupManifest verified(int day) {
        return manifest(day, List.of(Verification.RESTORE));
    }

    private static BackupManifest unverified(int day) {
        return manifest(day, List.of());
    }

    private static BackupManifest manifest(int day, List<Verification> verified) {
        return new BackupManifest(
                new BackupId("b" + day),
                new BackupManifest.Source(
                        "shop",
                        "15.1",
                        "15.1",
                        Instant.EPOCH.plus(Duration.ofDays(day)),
                        1,
                        new DatabaseLocale("UTF8", "C", "C", null, null),
                        null),
                new BackupManifest.Dump("dump.pgc.zst", "0", 1, 1, Duration.ZERO),
                new DatabaseContents(List.of(), 0, 0, 0, List.of()),
                new DatabaseNeeds(List.of(), List.of(), List.of()),
                verified);
    }
}
