package dev.belay.backup;

import dev.belay.backup.copying.Copies;
import dev.belay.backup.copying.CopyDropHandler;
import dev.belay.backup.copying.CopyHandler;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.restoring.RestoreForecastHandler;
import dev.belay.backup.restoring.RestoreHandler;
import dev.belay.backup.snapshots.DropSnapshotsHandler;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.WorkerKind;
import dev.belay.worker.Worker;
import dev.belay.worker.environment.catalogue.EnvironmentDirectory;
import dev.belay.worker.process.Processes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** The handlers of this worker. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Worker(WorkerKind.BACKUP)
public class BackupWorkerConfiguration {
    @Bean
    PostgresPrograms postgresPrograms(Processes processes) {
        return PostgresPrograms.ofThisHost(processes);
    }

    @Bean
    BackupCapabilities backupCapabilities(PostgresPrograms programs) {
        return new BackupCapabilities(programs);
    }

    @Bean
    BackupMetrics backupMetrics(EnvironmentDirectory environments, MeterRegistry meters, Clock clock) {
        return new BackupMetrics(environments, meters, clock);
    }

    @Bean
    SchedulingConfigurer readingOfBackupMetrics(
            BackupMetrics metrics, @Value("${belay.backup.metrics.read-every:15s}") Duration every) {
        return tasks -> tasks.addFixedDelayTask(metrics::read, every);
    }

    @Bean
    BackupHandler backupHandler(PostgresPrograms programs, Processes processes) {
        return new BackupHandler(programs, processes);
    }

    @Bean(destroyMethod = "close")
    Copies copies(Clock clock) {
        return new Copies(clock);
    }

    @Bean
    SchedulingConfigurer sweepingOfCopies(
            Copies copies,
            EnvironmentDirectory environments,
            @Value("${belay.backup.copies.sweep-every:1m}") Duration every) {
        return tasks -> tasks.addFixedDelayTask(() -> copies.sweep(environments), every);
    }

    @Bean
    CopyHandler copyHandler(PostgresPrograms programs, Processes processes, Copies copies, Clock clock) {
        return new CopyHandler(programs, processes, copies, clock);
    }

    @Bean
    CopyDropHandler copyDropHandler(Copies copies) {
        return new CopyDropHandler(copies);
    }

    @Bean
    RestoreForecastHandler restoreForecastHandler() {
        return new RestoreForecastHandler();
    }

    @Bean
    DropSnapshotsHandler dropSnapshotsHandler() {
        return new DropSnapshotsHandler();
    }

    @Bean
    RestoreHandler restoreHandler(PostgresPrograms programs, Processes processes) {
        return new RestoreHandler(programs, processes);
    }
}
