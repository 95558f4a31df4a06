package dev.belay.worker;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Topics;
import dev.belay.contracts.work.Work;
import dev.belay.messaging.MessageCodec;
import dev.belay.messaging.MessageType;
import dev.belay.messaging.UnreadableMessage;
import dev.belay.messaging.stream.Received;
import dev.belay.worker.capability.CapabilitySource;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.runtime.ExecutionLimits;
import dev.belay.worker.runtime.Executions;
import dev.belay.worker.runtime.FenceHandler;
import dev.belay.worker.runtime.Handlers;
import dev.belay.worker.runtime.QuiesceHandler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;

/**
 * One worker's life: it waits for the lock on its journal, settles what its predecessor left, then takes commands.
 *
 * <p>The bindings of a second instance stay closed until it has the lock, so that it takes nothing that it would have
 * to hand over.
 */
final class WorkerRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerRuntime.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final WorkerKind kind;
    private final List<Handler<?>> handlers;
    private final Surroundings surroundings;
    private final MessageCodec codec;
    private final KafkaReplies replies;
    private final ManifestPublisher manifests;
    private final Thread starter;
    private volatile boolean stopped;
    private @Nullable JournalLock lock;
    private volatile @Nullable Executions executions;

    WorkerRuntime(
            WorkerKind kind, List<Handler<?>> handlers, List<CapabilitySource> sources, Surroundings surroundings) {
        this.kind = kind;
        this.surroundings = surroundings;
        this.codec = new MessageCodec("/worker/" + kind.label(), surroundings.clock());
        this.replies = new KafkaReplies(surroundings.sender());
        this.manifests = new ManifestPublisher(kind, sources, surroundings);
        this.handlers = new ArrayList<>(handlers);
        this.handlers.add(new QuiesceHandler(this::executions, surroundings.clock()));
        this.handlers.add(new FenceHandler());
        this.starter = new Thread(this::takeOver, "start-" + kind.label());
        this.handlers.forEach(handler -> measure(handler.accepts()));
    }

    private void measure(Class<? extends Work> work) {
        Tags tags = Tags.of("kind", Work.kind(work), "worker", kind.label());
        Gauge.builder("belay.steps.running", this, one -> one.count(executions -> executions.countRunning(work)))
                .description("Executions that are carried out now")
                .tags(tags)
                .register(surroundings.metrics());
        Gauge.builder("belay.steps.queued", this, one -> one.count(executions -> executions.countQueued(work)))
                .description("Executions that were taken and wait for others to end")
                .tags(tags)
                .register(surroundings.metrics());
    }

    WorkerKind kind() {
        return kind;
    }

    void start() {
        starter.setDaemon(true);
        starter.start();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(starter);
        manifests.close();
        try {
            starter.join(Duration.ofSeconds(10).toMillis());
            Executions running = executions;
            if (running != null) {
                running.close();
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException broken) {
            LOG.warn("The {} worker did not close its journal: {}", kind.label(), broken.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    String describe() {
        return executions == null ? "stand-by: another instance holds the journal" : "takes commands";
    }

    /** Reads a command and takes it, or answers that it could not be read. */
    void command(Received received) {
        Command command;
        try {
            command = codec.decode(received.body(), received.type(), MessageType.COMMAND, Command.class);
        } catch (UnreadableMessage unreadable) {
            String reason = String.valueOf(unreadable.getMessage());
            surroundings
                    .deadLetters()
                    .keep(received, Topics.commands(surroundings.properties().pool(), kind), reason);
            UnreadableCommand.refusal(received, name(), reason, surroundings.clock())
                    .ifPresent(replies::send);
            return;
        }
        executions().accept(command, received.trace());
    }

    void control(Received received) {
        try {
            executions()
                    .cancel(codec.decode(
                            received.body(), received.type(), MessageType.CANCELLATION, Cancellation.class));
        } catch (UnreadableMessage unreadable) {
            surroundings
                    .deadLetters()
                    .keep(
                            received,
                            Topics.control(surroundings.properties().pool()),
                            String.valueOf(unreadable.getMessage()));
        }
    }

    private void takeOver() {
        Path directory = surroundings
                .properties()
                .state()
                .resolve(surroundings.properties().pool())
                .resolve(kind.label());
        try {
            lock = awaitLock(directory);
            if (lock == null) {
                return;
            }
            Executions opened = new Executions(
                    name(),
                    directory,
                    new Handlers(handlers),
                    surroundings.environments()::require,
                    replies,
                    surroundings.traces(),
                    surroundings.clock(),
                    new ExecutionLimits(
                            surroundings.properties().concurrency(),
                            surroundings.properties().beatEvery(),
                            surroundings.properties().remember()));
            executions = opened;
            opened.recover();
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "The " + kind.label() + " worker cannot use its journal in " + directory, broken);
        }
        open(WorkerService.control(kind));
        open(WorkerService.commands(kind));
        manifests.start(directory);
        if (!stopped) {
            LOG.info(
                    "The {} worker takes commands of pool \"{}\"",
                    kind.label(),
                    surroundings.properties().pool());
        }
    }

    private @Nullable JournalLock awaitLock(Path directory) throws IOException {
        Optional<JournalLock> taken = JournalLock.take(directory);
        if (taken.isEmpty()) {
            LOG.info("Another {} worker holds {}; this one waits to take over", kind.label(), directory);
        }
        while (taken.isEmpty() && !stopped) {
            LockSupport.parkNanos(PAUSE.toNanos());
            taken = JournalLock.take(directory);
        }
        return taken.orElse(null);
    }

    /** A binding exists only once Kafka has answered, so it is asked for until it runs. */
    private void open(String function) {
        String binding = function + "-in-0";
        while (!stopped && !running(binding)) {
            try {
                surroundings.bindings().changeState(binding, State.STARTED);
            } catch (RuntimeException notYet) {
                LOG.info("The {} worker waits for Kafka: {}", kind.label(), notYet.getMessage());
            }
            if (!running(binding)) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private boolean running(String binding) {
        return surroundings.bindings().queryState(binding).stream().anyMatch(one -> one.isRunning());
    }

    private Executions executions() {
        Executions open = executions;
        if (open == null) {
            throw new IllegalStateException("The " + kind.label() + " worker is not open yet");
        }
        return open;
    }

    private double count(ToIntFunction<Executions> number) {
        Executions open = executions;
        return open == null ? 0 : number.applyAsInt(open);
    }

    private String name() {
        return kind.label() + "@" + surroundings.properties().instance();
    }
}
