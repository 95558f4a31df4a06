package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.DatabaseContents;
import dev.belay.backup.catalogue.DatabaseNeeds;
import dev.belay.backup.catalogue.ManifestFile;
import dev.belay.backup.postgres.DatabaseLocale;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.worker.environment.catalogue.EnvironmentDirectory;
import dev.belay.worker.environment.reading.EnvironmentReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupMetricsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EnvironmentDirectory environments;
    private BackupMetrics metrics;

    @BeforeEach
    void describeOneEnvironmentWithBackupsAndOneWithout() throws IOException {
        Path files = Files.createDirectory(directory.resolve("environments"));
        Files.writeString(
                files.resolve("shop.yaml"),
                "environment: shop\npool: default\nbackups: {directory: \"" + directory.resolve("backups")
                        + "\", keep: 3}\n");
        Files.writeString(files.resolve("bare.yaml"), "environment: bare\npool: default\n");
        environments = EnvironmentDirectory.open(files, "default", new EnvironmentReader());
        metrics = new BackupMetrics(environments, meters, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        environments.close();
    }

    @Test
    void ageIsOfTheNewestBackupThatHasPassedTheVerification() throws IOException {
        keep("20260301-090000-aaaaaa", Duration.ofHours(3), 700, Verification.LIST, Verification.RESTORE);
        keep("20260301-110000-bbbbbb", Duration.ofHours(1), 900, Verification.LIST);

        metrics.read();

        assertThat(age("list")).isEqualTo(3600);
        assertThat(age("restore")).isEqualTo(3 * 3600);
        assertThat(meters.get("belay.backup.bytes")
                        .tag("environment", "shop")
                        .gauge()
                        .value())
                .isEqualTo(900);
    }

    @Test
    void withoutSuchABackupItIsOlderThanAnyAlertAllows() throws IOException {
        keep("20260301-110000-bbbbbb", Duration.ofHours(1), 900);

        metrics.read();

        assertThat(age("list")).isInfinite();
        assertThat(age("checksum")).isInfinite();
        assertThat(age("restore")).isInfinite();
    }

    @Test
    void environmentThatIsToHaveNoBackupsHasNoSeries() {
        metrics.read();

        assertThat(meters.get("belay.backup.age").gauges())
                .extracting(gauge -> gauge.getId().getTag("environment"))
                .containsOnly("shop");
    }

    private double age(String verified) {
        return meters.get("belay.backup.age")
                .tags("environment", "shop", "verified", verified)
                .gauge()
                .value();
    }

    private void keep(String id, Duration age, long bytes, Verification... verified) throws IOException {
        Path backup = Files.createDirectories(directory.resolve("backups/shop").resolve(id));
        ManifestFile.write(
                new BackupFiles(backup),
                new BackupManifest(
                        new BackupId(id),
                        new BackupManifest.Source(
                                "shop",
                                "15.1",
                                "15.1",
                                NOW.minus(age),
                                1,
                                new DatabaseLocale("UTF8", "C", "C", null, null),
                                null,
                                null,
                                null,
                                null),
                        new BackupManifest.Dump("dump.pgc.zst", "00", bytes, 1, Duration.ZERO, null, null),
                        new DatabaseContents(List.of(), 0, 0, 0, List.of(), Map.of()),
                        DatabaseNeeds.NOTHING,
                        List.of(verified)));
    }
}
