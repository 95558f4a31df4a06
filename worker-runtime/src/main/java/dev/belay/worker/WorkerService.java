package dev.belay.worker;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.message.Topics;
import dev.belay.messaging.start.BrokerNeeded;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts one or more workers in this process. */
public final class WorkerService {
    private static final String POOL = "${belay.worker.pool:default}";
    private static final String INSTANCE = "${belay.worker.instance}";

    private WorkerService() {}

    /**
     * Starts the workers of the given configurations in one Spring context.
     *
     * @param configurations classes annotated with {@link Worker}
     */
    public static ConfigurableApplicationContext start(List<Class<?>> configurations, String... args) {
        List<WorkerKind> kinds = configurations.stream()
                .map(configuration -> {
                    Worker worker = configuration.getAnnotation(Worker.class);
                    if (worker == null) {
                        throw new IllegalArgumentException(configuration + " is not annotated with @Worker");
                    }
                    return worker.value();
                })
                .toList();
        List<Class<?>> sources = new ArrayList<>(configurations);
        sources.add(WorkerRuntimeConfiguration.class);
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .properties(bindings(kinds))
                .initializers(new BrokerNeeded())
                .run(withConfigurationName(args));
    }

    /** Several services may live in one JVM, so each names its own configuration file. */
    private static String[] withConfigurationName(String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.add("--spring.config.name=worker-runtime");
        return all.toArray(String[]::new);
    }

    private static Map<String, Object> bindings(List<WorkerKind> kinds) {
        Map<String, Object> properties = new HashMap<>();
        List<String> functions = new ArrayList<>();
        for (WorkerKind kind : kinds) {
            String commands = commands(kind);
            functions.add(commands);
            bind(properties, commands, Topics.commands(POOL, kind), "belay-" + kind.label() + "-" + POOL);
            String control = control(kind);
            functions.add(control);
            bind(properties, control, Topics.control(POOL), "belay-" + kind.label() + "-control-" + INSTANCE);
        }
        properties.put("spring.cloud.function.definition", String.join(";", functions));
        properties.put("belay.worker.instance", hostName());
        properties.put(
                "belay.worker.service",
                kinds.size() == 1 ? "belay-" + kinds.get(0).label() + "-worker" : "belay-workers");
        properties.put(
                "belay.worker.kinds",
                String.join(",", kinds.stream().map(WorkerKind::name).toList()));
        return properties;
    }

    private static void bind(Map<String, Object> properties, String function, String topic, String group) {
        String binding = "spring.cloud.stream.bindings." + function + "-in-0.";
        properties.put(binding + "destination", topic);
        properties.put(binding + "group", group);
        properties.put(binding + "consumer.max-attempts", "1");
        properties.put(binding + "consumer.auto-startup", "false");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "local";
        }
    }

    static String commands(WorkerKind kind) {
        return kind.label() + "Commands";
    }

    static String control(WorkerKind kind) {
        return kind.label() + "Control";
    }
}
