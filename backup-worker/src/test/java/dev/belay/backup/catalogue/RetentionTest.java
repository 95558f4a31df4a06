package dev.belay.backup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.postgres.DatabaseLocale;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.work.BackupWork.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final DeploymentId RUNNING = new DeploymentId("running");

    @Test
    void keepsTheNewestVerifiedOnes() {
        List<BackupManifest> manifests = List.of(verified(1), verified(3), verified(2), running(5), verified(4));

        assertThat(new Retention(3, Set.of()).expired(manifests, RUNNING))
                .containsExactlyInAnyOrder(new BackupId("b1"), new BackupId("b2"));
    }

    @Test
    void neverRemovesTheLastVerifiedOne() {
        assertThat(new Retention(0, Set.of()).expired(List.of(verified(1), unverified(5)), RUNNING))
                .isEmpty();
    }

    @Test
    void neverRemovesTheLastThatHasProvenToRestore() {
        List<BackupManifest> manifests = List.of(
                verified(1),
                verified(2),
                manifest(3, List.of(Verification.CHECKSUM), "d", 1, 1, 1),
                manifest(4, List.of(Verification.LIST), "d", 1, 1, 1));

        assertThat(new Retention(1, Set.of()).expired(manifests, RUNNING))
                .containsExactlyInAnyOrder(new BackupId("b1"), new BackupId("b3"));
    }

    @Test
    void neverRemovesOneThatTheRunningDeploymentMayGoBackTo() {
        List<BackupManifest> manifests = List.of(verified(1), running(2), running(3), running(4));

        assertThat(new Retention(1, Set.of()).expired(manifests, RUNNING)).containsExactly(new BackupId("b1"));
    }

    @Test
    void neverRemovesTheNewestProvenOneOfADeploymentThatMayStillBeWatched() {
        List<BackupManifest> manifests = List.of(verified(2), verified(3), verified(4), running(5));

        assertThat(new Retention(1, Set.of()).expired(manifests, RUNNING))
                .containsExactlyInAnyOrder(new BackupId("b2"), new BackupId("b3"));
    }

    /** A watch may last for weeks, in which later deployments take backups and change nothing. */
    @Test
    void neverRemovesTheNewestProvenOneOfADeploymentThatIsOpenHoweverOldItIs() {
        DeploymentId watched = new DeploymentId("watched");
        List<BackupManifest> manifests = List.of(
                manifest(1, List.of(Verification.RESTORE), "watched", 1, 1, 1),
                manifest(2, List.of(Verification.RESTORE), "watched", 1, 1, 1),
                manifest(3, List.of(Verification.CHECKSUM), "watched", 1, 1, 1),
                verified(20),
                running(30));

        assertThat(new Retention(1, Set.of(watched)).expired(manifests, RUNNING))
                .containsExactlyInAnyOrder(new BackupId("b1"), new BackupId("b3"), new BackupId("b20"));
        assertThat(new Retention(1, Set.of()).expired(manifests, RUNNING)).contains(new BackupId("b2"));
    }

    @Test
    void removesUnverifiedOnesThatAreOlderThanEveryVerifiedOneThatStays() {
        List<BackupManifest> manifests = List.of(unverified(1), verified(2), unverified(3), running(5));

        assertThat(new Retention(2, Set.of()).expired(manifests, RUNNING)).containsExactly(new BackupId("b1"));
    }

    private static BackupManifest verified(int day) {
        return manifest(day, List.of(Verification.RESTORE), "earlier", 1, 1, 1);
    }

    private static BackupManifest running(int day) {
        return manifest(day, List.of(Verification.RESTORE), RUNNING.text(), 1, 1, 1);
    }

    private static BackupManifest unverified(int day) {
        return manifest(day, List.of(), "earlier", 1, 1, 1);
    }

    static BackupManifest manifest(
            int day, List<Verification> verified, String deployment, long databaseBytes, long bytes, long plainBytes) {
        return new BackupManifest(
                new BackupId("b" + day),
                new BackupManifest.Source(
                        "shop",
                        "15.1",
                        "15.1",
                        Instant.EPOCH.plus(Duration.ofDays(day)),
                        databaseBytes,
                        new DatabaseLocale("UTF8", "C", "C", null, null),
                        null,
                        new DeploymentId(deployment),
                        null,
                        null),
                new BackupManifest.Dump("dump.pgc.zst", "0", bytes, plainBytes, Duration.ZERO, null, null),
                new DatabaseContents(List.of(), 0, 0, 0, List.of(), Map.of()),
                DatabaseNeeds.NOTHING,
                verified);
    }
}
