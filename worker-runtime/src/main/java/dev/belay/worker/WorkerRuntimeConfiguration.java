package dev.belay.worker;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.work.WorkOwners;
import dev.belay.messaging.MessageCodec;
import dev.belay.messaging.stream.DeadLetters;
import dev.belay.messaging.stream.Received;
import dev.belay.messaging.stream.StreamConfiguration;
import dev.belay.messaging.stream.StreamSender;
import dev.belay.messaging.trace.Traces;
import dev.belay.worker.capability.CapabilitySource;
import dev.belay.worker.environment.catalogue.EnvironmentDirectory;
import dev.belay.worker.environment.reading.EnvironmentReader;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.Processes;
import dev.belay.worker.process.SupervisedProcesses;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;

/** What the workers of one process share, and one {@link WorkerRuntime} for each kind among them. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(StreamConfiguration.class)
@EnableConfigurationProperties(WorkerProperties.class)
class WorkerRuntimeConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Processes processes(WorkerProperties properties) {
        return new SupervisedProcesses(properties.grace());
    }

    @Bean(destroyMethod = "close")
    EnvironmentDirectory environmentDirectory(WorkerProperties properties) {
        return EnvironmentDirectory.open(properties.environments(), properties.pool(), new EnvironmentReader());
    }

    @Bean
    StreamSender streamSender(StreamBridge bridge, Traces traces, Clock clock) {
        return new StreamSender(bridge, new MessageCodec("/worker", clock), traces);
    }

    @Bean
    DeadLetters unreadableMessages(StreamBridge bridge, MeterRegistry metrics) {
        return new DeadLetters(bridge, "deadLetters-out-0", metrics);
    }

    @Bean
    WorkerRuntimes workerRuntimes(
            @Value("${belay.worker.kinds}") List<WorkerKind> kinds,
            List<Handler<?>> handlers,
            List<CapabilitySource> sources,
            WorkerProperties properties,
            EnvironmentDirectory environments,
            StreamSender sender,
            DeadLetters deadLetters,
            BindingsLifecycleController bindings,
            MeterRegistry metrics,
            Traces traces,
            Clock clock) {
        Surroundings surroundings =
                new Surroundings(properties, environments, sender, deadLetters, bindings, metrics, traces, clock);
        return new WorkerRuntimes(kinds.stream()
                .map(kind -> new WorkerRuntime(
                        kind,
                        handlers.stream()
                                .filter(handler -> WorkOwners.of(handler.accepts()) == kind)
                                .toList(),
                        sources,
                        surroundings))
                .toList());
    }

    @Bean
    Consumer<Message<byte[]>> backupCommands(WorkerRuntimes runtimes) {
        return message -> runtimes.get(WorkerKind.BACKUP).command(new Received(message));
    }

    @Bean
    Consumer<Message<byte[]>> backupControl(WorkerRuntimes runtimes) {
        return message -> runtimes.get(WorkerKind.BACKUP).control(new Received(message));
    }

    @Bean
    Consumer<Message<byte[]>> migrationCommands(WorkerRuntimes runtimes) {
        return message -> runtimes.get(WorkerKind.MIGRATION).command(new Received(message));
    }

    @Bean
    Consumer<Message<byte[]>> migrationControl(WorkerRuntimes runtimes) {
        return message -> runtimes.get(WorkerKind.MIGRATION).control(new Received(message));
    }

    @Bean
    Consumer<Message<byte[]>> rolloutCommands(WorkerRuntimes runtimes) {
        return message -> runtimes.get(WorkerKind.ROLLOUT).command(new Received(message));
    }

    @Bean
    Consumer<Message<byte[]>> rolloutControl(WorkerRuntimes runtimes) {
        return message -> runtimes.get(WorkerKind.ROLLOUT).control(new Received(message));
    }

    @Bean
    Consumer<Message<byte[]>> healthcheckCommands(WorkerRuntimes runtimes) {
        return message -> runtimes.get(WorkerKind.HEALTHCHECK).command(new Received(message));
    }

    @Bean
    Consumer<Message<byte[]>> healthcheckControl(WorkerRuntimes runtimes) {
        return message -> runtimes.get(WorkerKind.HEALTHCHECK).control(new Received(message));
    }
}
