package dev.belay.backup;

import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.restoring.RestoreForecastHandler;
import dev.belay.backup.restoring.RestoreHandler;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.WorkerKind;
import dev.belay.worker.Worker;
import dev.belay.worker.process.Processes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The handlers of this worker. */
@Configuration(proxyBeanMethods = false)
@Worker(WorkerKind.BACKUP)
public class BackupWorkerConfiguration {
    @Bean
    PostgresPrograms postgresPrograms(Processes processes) {
        return PostgresPrograms.ofThisHost(processes);
    }

    @Bean
    BackupHandler backupHandler(PostgresPrograms programs, Processes processes) {
        return new BackupHandler(programs, processes);
    }

    @Bean
    RestoreForecastHandler restoreForecastHandler() {
        return new RestoreForecastHandler();
    }

    @Bean
    RestoreHandler restoreHandler(PostgresPrograms programs, Processes processes) {
        return new RestoreHandler(programs, processes);
    }
}
