package dev.belay.stack.running;

import dev.belay.stack.state.Service;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The process that runs all services of a stack until it is told to end. */
public final class ServicesMain {
    private static final int WRONG_USE = 2;

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
        } catch (RuntimeException | ReflectiveOperationException failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static String settings(Path config, Service service) {
        return "--spring.config.additional-location=" + config.resolve(service.fileName()).toUri();
    }

    private static void start(Service service, String settings) throws ReflectiveOperationException {
        switch (service) {
            case ORCHESTRATOR -> call("dev.belay.orchestrator.OrchestratorService", settings);
            case WORKERS -> throw new IllegalStateException("later");
            case NOTIFIER -> call("dev.belay.notifier.NotifierService", settings);
        }
    }

    private static void call(String type, String settings) throws ReflectiveOperationException {
        Class.forName(type).getMethod("start", String[].class).invoke(null, (Object) new String[] {settings});
    }
}
