package dev.belay.migration;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.migration.online.OnlineMigrateHandler;
import dev.belay.migration.online.OnlineProperties;
import dev.belay.migration.online.OnlineStateHandler;
import dev.belay.migration.online.OnlineUndoHandler;
import dev.belay.migration.online.UndoForecastHandler;
import dev.belay.migration.rehearsal.MeasuredOnCopy;
import dev.belay.migration.schema.KeptFiles;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.written.Horizons;
import dev.belay.migration.written.WrittenRows;
import dev.belay.worker.Worker;
import dev.belay.worker.WorkerProperties;
import dev.belay.worker.process.Processes;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The handlers of the migration worker. */
@Configuration(proxyBeanMethods = false)
@Worker(WorkerKind.MIGRATION)
@EnableConfigurationProperties({MigrationProperties.class, LintProperties.class, OnlineProperties.class})
public class MigrationWorkerConfiguration {
    @Bean
    RememberedSchemas rememberedSchemas(WorkerProperties worker) {
        return new RememberedSchemas(new KeptFiles(worker.state().resolve("schemas")));
    }

    @Bean
    Horizons horizons(WorkerProperties worker) {
        return new Horizons(new KeptFiles(worker.state().resolve("horizons")));
    }

    @Bean
    WrittenRows writtenRows(RememberedSchemas schemas, Horizons horizons) {
        return new WrittenRows(schemas, horizons);
    }

    @Bean
    MigrationCapabilities migrationCapabilities() {
        return new MigrationCapabilities();
    }

    @Bean
    MigrationTools migrationTools(Processes processes) {
        return new MigrationTools(processes);
    }

    @Bean
    MigrationLint migrationLint(Processes processes, LintProperties properties) {
        return new MigrationLint(processes, properties);
    }

    @Bean
    MigrationStateHandler migrationStateHandler(
            MigrationProperties properties, RememberedSchemas schemas, MigrationTools tools, MigrationLint lint) {
        return new MigrationStateHandler(properties, schemas, tools, lint);
    }

    @Bean
    MeasuredOnCopy<MigrateWork> migrateHandler(
            MigrationProperties properties, RememberedSchemas schemas, MigrationTools tools, Horizons horizons) {
        return new MeasuredOnCopy<>(new MigrateHandler(properties, schemas, tools, horizons), properties.lockTimeout());
    }

    @Bean
    MeasuredOnCopy<MigrateUndoWork> migrateUndoHandler(
            MigrationProperties properties, RememberedSchemas schemas, MigrationTools tools, WrittenRows written) {
        return new MeasuredOnCopy<>(
                new MigrateUndoHandler(properties, schemas, tools, written), properties.lockTimeout());
    }

    @Bean
    MigrateUndoForecastHandler migrateUndoForecastHandler(
            MigrationProperties properties, MigrationTools tools, WrittenRows written) {
        return new MigrateUndoForecastHandler(properties, tools, written);
    }

    @Bean
    OnlineStateHandler onlineStateHandler(RememberedSchemas schemas) {
        return new OnlineStateHandler(schemas);
    }

    @Bean
    MeasuredOnCopy<OnlineMigrateWork> onlineMigrateHandler(
            MigrationProperties migrations, OnlineProperties properties, RememberedSchemas schemas) {
        return new MeasuredOnCopy<>(new OnlineMigrateHandler(properties, schemas), migrations.lockTimeout());
    }

    @Bean
    UndoForecastHandler undoForecastHandler() {
        return new UndoForecastHandler();
    }

    @Bean
    MeasuredOnCopy<OnlineUndoWork> onlineUndoHandler(
            MigrationProperties migrations, OnlineProperties properties, RememberedSchemas schemas) {
        return new MeasuredOnCopy<>(new OnlineUndoHandler(properties, schemas), migrations.lockTimeout());
    }
}
