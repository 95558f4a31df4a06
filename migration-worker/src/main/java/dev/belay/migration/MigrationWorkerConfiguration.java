package dev.belay.migration;

import dev.belay.contracts.WorkerKind;
import dev.belay.migration.online.OnlineMigrateHandler;
import dev.belay.migration.online.OnlineProperties;
import dev.belay.migration.online.OnlineStateHandler;
import dev.belay.migration.online.OnlineUndoHandler;
import dev.belay.migration.online.UndoForecastHandler;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.worker.Worker;
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
    RememberedSchemas rememberedSchemas() {
        return new RememberedSchemas();
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
    MigrateHandler migrateHandler(MigrationProperties properties, RememberedSchemas schemas, MigrationTools tools) {
        return new MigrateHandler(properties, schemas, tools);
    }

    @Bean
    MigrateUndoHandler migrateUndoHandler(
            MigrationProperties properties, RememberedSchemas schemas, MigrationTools tools) {
        return new MigrateUndoHandler(properties, schemas, tools);
    }

    @Bean
    OnlineStateHandler onlineStateHandler(RememberedSchemas schemas) {
        return new OnlineStateHandler(schemas);
    }

    @Bean
    OnlineMigrateHandler onlineMigrateHandler(OnlineProperties properties, RememberedSchemas schemas) {
        return new OnlineMigrateHandler(properties, schemas);
    }

    @Bean
    UndoForecastHandler undoForecastHandler() {
        return new UndoForecastHandler();
    }

    @Bean
    OnlineUndoHandler onlineUndoHandler(OnlineProperties properties, RememberedSchemas schemas) {
        return new OnlineUndoHandler(properties, schemas);
    }
}
