package dev.belay.stack.running;

import dev.belay.backup.BackupWorkerConfiguration;
import dev.belay.healthcheck.HealthcheckWorkerConfiguration;
import dev.belay.migration.MigrationWorkerConfiguration;
import dev.belay.notifier.NotifierService;
import dev.belay.orchestrator.OrchestratorService;
import dev.belay.rollout.RolloutWorkerConfiguration;
import dev.belay.stack.state.Service;
import dev.belay.worker.WorkerService;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The process that runs all services of a stack until it is told to end. */
public final class ServicesMain {
    private static final int WRONG_USE = 2;
    private static final List<Class<?>> WORKERS = List.of(
            BackupWorkerConfiguration.class,
            MigrationWorkerConfiguration.class,
            RolloutWorkerConfiguration.class,
            HealthcheckWorkerConfiguration.class);

    private ServicesMain() {}

    /** Takes {@code --config DIR}, with a file of settings for each service. */
    public static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        if (words.size() != 2 || !words.get(0).equals("--config")) {
            System.err.printf("Found arguments %s, expected: --config DIR%n", words);
            System.exit(WRONG_USE);
        }
        Path config = Path.of(words.get(1));
        try {
            for (Service service : Service.values()) {
                long begin = System.nanoTime();
                start(service, settings(config, service));
                System.out.printf("Started %s in %d ms%n", service.label(), (System.nanoTime() - begin) / 1_000_000);
            }
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static String settings(Path config, Service service) {
        return "--spring.config.additional-location="
                + config.resolve(service.fileName()).toUri();
    }

    private static void start(Service service, String settings) {
        switch (service) {
            case ORCHESTRATOR -> OrchestratorService.start(settings);
            case WORKERS -> WorkerService.start(WORKERS, settings);
            case NOTIFIER -> NotifierService.start(settings);
        }
    }
}
