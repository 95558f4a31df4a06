package dev.belay.worker;

import dev.belay.messaging.stream.DeadLetters;
import dev.belay.messaging.stream.StreamSender;
import dev.belay.messaging.trace.Traces;
import dev.belay.worker.environment.catalogue.EnvironmentDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;

/** What the workers of one process share. */
record Surroundings(
        WorkerProperties properties,
        EnvironmentDirectory environments,
        StreamSender sender,
        DeadLetters deadLetters,
        BindingsLifecycleController bindings,
        MeterRegistry metrics,
        Traces traces,
        Clock clock) {}
