package dev.belay.backup;

import dev.belay.backup.catalogue.BackupDirectory;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.EnvironmentReading;
import dev.belay.worker.environment.catalogue.EnvironmentDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How old and how large the newest backups of each environment are, as their manifests on disk say. */
final class BackupMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(BackupMetrics.class);

    private final EnvironmentDirectory environments;
    private final Clock clock;
    private final MultiGauge ages;
    private final MultiGauge sizes;

    BackupMetrics(EnvironmentDirectory environments, MeterRegistry meters, Clock clock) {
        this.environments = environments;
        this.clock = clock;
        this.ages = MultiGauge.builder("belay.backup.age")
                .description("Since the newest backup that has passed the verification was taken; +Inf without one")
                .baseUnit("seconds")
                .register(meters);
        this.sizes = MultiGauge.builder("belay.backup.bytes")
                .description("The newest backup's file, compressed")
                .register(meters);
    }

    /** Looks at the backups of every environment that is to have some. */
    void read() {
        List<MultiGauge.Row<?>> age = new ArrayList<>();
        List<MultiGauge.Row<?>> size = new ArrayList<>();
        for (EnvironmentReading reading : environments.all()) {
            if (reading instanceof EnvironmentReading.Usable usable
                    && usable.environment().parts().backups().isPresent()) {
                add(usable.environment(), age, size);
            }
        }
        ages.register(age, true);
        sizes.register(size, true);
    }

    private void add(Environment environment, List<MultiGauge.Row<?>> age, List<MultiGauge.Row<?>> size) {
        List<BackupManifest> manifests;
        try {
            manifests = BackupDirectory.of(environment).manifests();
        } catch (IOException unreadable) {
            LOG.warn("The backups of environment \"{}\" cannot be read: {}", environment.name(), unreadable.toString());
            return;
        }
        Tags tags = Tags.of("environment", environment.name());
        for (Verification verification : Verification.values()) {
            Optional<Instant> taken = newest(manifests.stream()
                            .filter(manifest -> manifest.verified().contains(verification))
                            .toList())
                    .map(manifest -> manifest.source().takenAt());
            String passed = verification.name().toLowerCase(Locale.ROOT);
            age.add(MultiGauge.Row.of(tags.and("verified", passed), () -> age(taken)));
        }
        newest(manifests)
                .ifPresent(manifest ->
                        size.add(MultiGauge.Row.of(tags, manifest.dump().bytes())));
    }

    private static Optional<BackupManifest> newest(List<BackupManifest> manifests) {
        return manifests.stream()
                .max(Comparator.comparing(manifest -> manifest.source().takenAt()));
    }

    /** Where there is none, it is older than any alert allows. */
    private double age(Optional<Instant> taken) {
        return taken.map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.POSITIVE_INFINITY);
    }
}
