package dev.belay.stack.running;

import dev.belay.embedded.ServersFile;
import dev.belay.embedded.StartedServers;
import dev.belay.embedded.StartedServers.Server;
import dev.belay.embedded.machine.BoundedWait;
import dev.belay.embedded.postgres.DatabaseAdministration;
import dev.belay.stack.StackFailed;
import dev.belay.stack.machine.BackgroundProgram;
import dev.belay.stack.state.Service;
import dev.belay.stack.state.StackFile;
import dev.belay.stack.state.StateDirectory;
import dev.belay.stack.state.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One start of a stack that is not running.
 *
 * <p>The services start as soon as PostgreSQL is there, beside the broker and Temporal, for which they wait by
 * themselves: that halves the time on a machine with two cores.
 */
final class Startup {
    private static final BoundedWait WAIT = new BoundedWait(Duration.ofMinutes(3), Duration.ofMillis(50));

    private final StateDirectory state;
    private final Path environments;
    private final StartListener listener;
    private final Set<Object> told = new LinkedHashSet<>();

    Startup(StateDirectory state, Path environments, StartListener listener) {
        this.state = state;
        this.environments = environments;
        this.listener = listener;
    }

    StackFile run() {
        state.create();
        new Tokens(state).prepare();
        StartedServers started = StartedServers.in(state.servers());
        started.clear();
        Addresses addresses = Addresses.plan(state);
        Process servers = servers().start(state);
        DatabaseAdministration postgres = awaitPostgres(servers, started);
        new Configurations(state, addresses).write(postgres, environments);
        Process services = services().start(state);
        await(Part.SERVERS, servers, () -> {
            tellStarted(started, addresses);
            tellHealthy(addresses);
            requireAlive(Part.SERVICES, services);
            return ServersFile.in(state.servers()).toFile().exists();
        });
        ServersFile found = ServersFile.read(state.servers());
        requireHold(addresses, found);
        tellStarted(started, addresses);
        await(Part.SERVICES, services, () -> {
            requireAlive(Part.SERVERS, servers);
            return tellHealthy(addresses);
        });
        StackFile file = stackFile(addresses, found, postgres);
        file.writeTo(state);
        return file;
    }

    private BackgroundProgram servers() {
        return new BackgroundProgram(
                Part.SERVERS.label(),
                "dev.belay.embedded.ServersMain",
                List.of("-Xmx320m"),
                List.of("--directory", state.servers().toString()));
    }

    private BackgroundProgram services() {
        return new BackgroundProgram(
                Part.SERVICES.label(),
                ServicesMain.class.getName(),
                List.of("-Xmx640m"),
                List.of("--config", state.config().toString()));
    }

    private DatabaseAdministration awaitPostgres(Process servers, StartedServers started) {
        await(Part.SERVERS, servers, () -> started.has(Server.POSTGRESQL));
        ServersFile.Postgres found = started.postgres().orElseThrow();
        DatabaseAdministration postgres =
                new DatabaseAdministration(found.host(), found.port(), found.username(), password(found));
        postgres.createDatabase(Configurations.DATABASE);
        tell(Server.POSTGRESQL, "PostgreSQL", found.host() + ":" + found.port());
        return postgres;
    }

    private static String password(ServersFile.Postgres postgres) {
        try {
            return Files.readString(Path.of(postgres.passwordFile())).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(postgres.passwordFile()), e);
        }
    }

    private void tellStarted(StartedServers started, Addresses addresses) {
        if (started.has(Server.TEMPORAL)) {
            tell(Server.TEMPORAL, "Temporal", addresses.temporal());
        }
        if (started.has(Server.KAFKA)) {
            tell(Server.KAFKA, "Kafka", addresses.kafka());
        }
    }

    /** Whether all services are well; says of each one once that it is. */
    private boolean tellHealthy(Addresses addresses) {
        for (Service service : Service.values()) {
            StackFile.Service at = service.at(addresses.port(service));
            if (!told.contains(service) && Health.isUp(at.healthUrl())) {
                tell(service, service.label(), addresses.of(service).toString());
            }
        }
        return told.containsAll(List.of(Service.values()));
    }

    private void tell(Object part, String name, String where) {
        if (told.add(part)) {
            listener.ready(name, where);
        }
    }

    private void await(Part part, Process process, BooleanSupplier condition) {
        boolean done = WAIT.until(() -> {
            requireAlive(part, process);
            return condition.getAsBoolean();
        });
        if (Thread.currentThread().isInterrupted()) {
            throw new StackFailed(
                    "Interrupted while the %s started; everything is ended again".formatted(part.label()));
        }
        if (!done) {
            throw new StackFailed("The %s were not ready after %d s. Their log is %s"
                    .formatted(part.label(), WAIT.limit().toSeconds(), BackgroundProgram.log(state, part.label())));
        }
    }

    private void requireAlive(Part part, Process process) {
        if (!process.isAlive()) {
            Path log = BackgroundProgram.log(state, part.label());
            throw new StackFailed("The %s ended with status %d while they started. The last lines of %s:\n%s"
                    .formatted(part.label(), process.exitValue(), log, new LogTail(log).last(20)));
        }
    }

    // The services have been told the planned ones.
    private static void requireHold(Addresses addresses, ServersFile found) {
        if (!addresses.hold(found)) {
            throw new StackFailed(
                    "Another process took a port of the stack while it started: Kafka was to be at %s and is at %s, Temporal at %s and is at %s. Start it again; it will choose anew."
                            .formatted(
                                    addresses.kafka(),
                                    found.kafka(),
                                    addresses.temporal(),
                                    found.temporal().target()));
        }
    }

    private static StackFile stackFile(Addresses addresses, ServersFile servers, DatabaseAdministration postgres) {
        return new StackFile(
                addresses.of(Service.ORCHESTRATOR),
                null,
                Arrays.stream(Service.values())
                        .map(service -> service.at(addresses.port(service)))
                        .toList(),
                DatabaseUrl.of(postgres, Configurations.DATABASE),
                servers.kafka(),
                new StackFile.Temporal(
                        servers.temporal().target(), servers.temporal().durable()));
    }
}
