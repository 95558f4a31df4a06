package dev.belay.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.WorkerKind;
import dev.belay.embedded.machine.FileTree;
import dev.belay.embedded.machine.LoopbackPort;
import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.postgres.PostgresConfiguration;
import dev.belay.embedded.temporal.ServerChoice;
import dev.belay.embedded.temporal.TemporalConfiguration;
import dev.belay.embedded.temporal.TemporalProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One Belay on this machine: broker, Temporal, PostgreSQL, orchestrator and workers, each a process of its own. */
public final class Installation implements AutoCloseable {
    public static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final Duration START = Duration.ofMinutes(4);
    private static final String DATABASE = "belay";
    private static final String DEFAULT_POOL = "default";
    private static final Map<WorkerKind, String> MAIN_CLASSES = Map.of(
            WorkerKind.BACKUP, "dev.belay.backup.BackupWorker",
            WorkerKind.MIGRATION, "dev.belay.migration.MigrationWorker",
            WorkerKind.ROLLOUT, "dev.belay.rollout.RolloutWorker",
            WorkerKind.HEALTHCHECK, "dev.belay.healthcheck.HealthcheckWorker");

    private final Path home;
    private final Path logs;
    private final Optional<TemporalProgram> temporalProgram;
    private final int postgresPort = LoopbackPort.choose();
    private final int brokerPort = LoopbackPort.choose();
    private final int temporalPort = LoopbackPort.choose();
    private final int temporalMetricsPort = LoopbackPort.choose();
    private final int orchestratorPort = LoopbackPort.choose();
    private final Tokens tokens = new Tokens();
    private final OwnProcess broker;
    private final OwnProcess temporal;
    private final OwnProcess orchestrator;
    private final OwnProcess notifier;
    private final Map<WorkerKind, OwnProcess> workers = new EnumMap<>(WorkerKind.class);
    private final Map<OwnProcess, Integer> ports = new LinkedHashMap<>();
    private @Nullable EmbeddedPostgres postgres;

    /** Lays it out under the test's name, with workers of these kinds, and starts nothing but PostgreSQL. */
    public Installation(String test, ServerChoice choice, WorkerKind... kinds) {
        logs = emptyLogs(test);
        home = reachableHome();
        temporalProgram = temporalProgram(choice);
        tokens.writeTo(home.resolve("tokens"));
        broker = process(
                "broker",
                new JavaProgram(BrokerMain.class.getName(), "192m", List.of(directory("kafka"), "" + brokerPort))
                        .quietCommand(),
                Map.of());
        temporal = process("temporal", temporalCommand(), Map.of());
        startPostgres();
        postgres().createDatabase(DATABASE);
        orchestrator = process(
                "orchestrator",
                new JavaProgram("dev.belay.orchestrator.OrchestratorService", "256m", orchestratorArguments())
                        .command(),
                Map.of("SPRING_DATASOURCE_PASSWORD", postgres().password()));
        ports.put(orchestrator, orchestratorPort);
        for (WorkerKind kind : kinds) {
            int port = LoopbackPort.choose();
            workers.put(kind, workerProcess(kind.label(), kind, DEFAULT_POOL, port));
            ports.put(workers.get(kind), port);
        }
        int notifierPort = LoopbackPort.choose();
        notifier = process(
                "notifier",
                new JavaProgram("dev.belay.notifier.NotifierService", "160m", notifierArguments(notifierPort))
                        .command(),
                Map.of());
        ports.put(notifier, notifierPort);
    }

    private static Optional<TemporalProgram> temporalProgram(ServerChoice choice) {
        return switch (choice) {
            case IN_JVM -> Optional.empty();
            case PROGRAM_IF_INSTALLED -> TemporalProgram.find();
            case PROGRAM ->
                Optional.of(TemporalProgram.find().orElseThrow(() -> new IllegalStateException("temporal is missing")));
        };
    }

    private List<String> temporalCommand() {
        Path state = created(home.resolve("temporal"));
        return temporalProgram
                .map(program -> program.serverCommand(
                        state.resolve("state.db"),
                        temporalPort,
                        temporalMetricsPort,
                        TemporalConfiguration.DEFAULT_NAMESPACE))
                .orElseGet(() -> new JavaProgram(
                                TemporalMain.class.getName(), "192m", List.of(state.toString(), "" + temporalPort))
                        .quietCommand());
    }

    private List<String> orchestratorArguments() {
        return List.of(
                "--server.port=" + orchestratorPort,
                "--spring.cloud.stream.kafka.binder.brokers=127.0.0.1:" + brokerPort,
                "--belay.temporal.target=127.0.0.1:" + temporalPort,
                "--belay.temporal.namespace=" + TemporalConfiguration.DEFAULT_NAMESPACE,
                "--belay.temporal.heartbeat=" + HEARTBEAT.toSeconds() + "s",
                "--belay.temporal.sticky-schedule=" + (keepsWorkflows() ? "5s" : "0s"),
                "--belay.temporal.pause-between-attempts=1s",
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + DATABASE,
                "--spring.datasource.username=" + postgres().username(),
                "--belay.orchestrator.tokens=" + home.resolve("tokens"),
                "--belay.orchestrator.reconcile-every=1s");
    }

    private List<String> notifierArguments(int port) {
        return List.of(
                "--server.port=" + port,
                "--belay.kafka.bootstrap-servers=127.0.0.1:" + brokerPort,
                "--belay.notifier.state=" + directory("notifier"));
    }

    /** A worker of a further pool, which {@link #start} does not start. */
    public OwnProcess addWorker(String pool, WorkerKind kind) {
        int port = LoopbackPort.choose();
        OwnProcess worker = workerProcess(pool + "-" + kind.label(), kind, pool, port);
        ports.put(worker, port);
        return worker;
    }

    private OwnProcess workerProcess(String name, WorkerKind kind, String pool, int port) {
        List<String> arguments = List.of(
                "--server.port=" + port,
                "--belay.worker.pool=" + pool,
                "--spring.cloud.stream.kafka.binder.brokers=127.0.0.1:" + brokerPort,
                "--belay.worker.state=" + directory("state"),
                "--belay.worker.environments=" + environments(),
                "--belay.worker.beat-every=1s",
                "--belay.worker.grace=1s");
        String path = programs() + File.pathSeparator + System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return process(
                name, new JavaProgram(MAIN_CLASSES.get(kind), "160m", arguments).command(), Map.of("PATH", path));
    }

    private OwnProcess process(String name, List<String> command, Map<String, String> environment) {
        return new OwnProcess(name, command, environment, logs.resolve(name + ".log"));
    }

    public void startPostgres() {
        postgres = EmbeddedPostgres.start(PostgresConfiguration.in(home.resolve("postgres"))
                .withPort(postgresPort)
                .withDurability(Durability.THROWAWAY));
    }

    public void stopPostgres() {
        postgres().close();
    }

    /** Returns when it listens; its namespace may come a moment later. */
    public void startTemporal() {
        temporal.start();
        await("Temporal listens, see " + logs).atMost(START).until(this::temporalAnswers);
    }

    public boolean temporalAnswers() {
        return LoopbackPort.answers(temporalPort);
    }

    /** A real server at the same address that knows this namespace, and nothing of ours. */
    public OwnProcess anotherTemporal(String namespace) {
        Path state = created(home.resolve("temporal-" + namespace)).resolve("state.db");
        return process(
                "temporal-" + namespace,
                temporalProgram.orElseThrow().serverCommand(state, temporalPort, temporalMetricsPort, namespace),
                Map.of());
    }

    /** Whether Temporal is the real server, with its state in a file, and not the one that forgets. */
    public boolean keepsWorkflows() {
        return temporalProgram.isPresent();
    }

    /** Starts all that is not running, and waits until every worker has published the environment. */
    public Installation start(String environment) {
        broker.start();
        startTemporal();
        orchestrator.start();
        workers.values().forEach(OwnProcess::start);
        awaitReady(environment);
        return this;
    }

    public void awaitReady(String environment) {
        await("all workers have published " + environment + "; logs are in " + logs)
                .atMost(START)
                .until(() -> {
                    assertThat(workers.values()).allMatch(OwnProcess::isAlive);
                    assertThat(orchestrator.isAlive()).isTrue();
                    return api().isUp() && publishers(environment) == workers.size();
                });
    }

    /** How many workers have published the environment. */
    public int publishers(String environment) {
        for (JsonNode known : api().get("/api/v1/environments").json().path("items")) {
            if (known.path("name").asString("").equals(environment)) {
                return known.path("workers").size();
            }
        }
        return 0;
    }

    public Api api() {
        return new Api(URI.create("http://127.0.0.1:" + orchestratorPort), tokens);
    }

    public OwnProcess broker() {
        return broker;
    }

    public OwnProcess temporal() {
        return temporal;
    }

    public OwnProcess orchestrator() {
        return orchestrator;
    }

    /** Is not started with the rest. */
    public OwnProcess notifier() {
        return notifier;
    }

    /** Every service of Belay with its port, whether it runs or not. */
    public Map<OwnProcess, Integer> services() {
        return Map.copyOf(ports);
    }

    public OwnProcess worker(WorkerKind kind) {
        return workers.get(kind);
    }

    public Collection<OwnProcess> workers() {
        return List.copyOf(workers.values());
    }

    public EmbeddedPostgres postgres() {
        return java.util.Objects.requireNonNull(postgres);
    }

    /** Where {@link #api()} looks for the orchestrator, which may also be one that the test has started itself. */
    public int orchestratorPort() {
        return orchestratorPort;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    public String temporalTarget() {
        return "127.0.0.1:" + temporalPort;
    }

    public Path environments() {
        return created(home.resolve("environments"));
    }

    /** Programs here come before those of the machine for every worker. */
    public Path programs() {
        return created(home.resolve("programs"));
    }

    /** Puts a shell program before those of the machine, and returns its path. */
    public Path addProgram(String name, String script) {
        try {
            Path program = Files.writeString(programs().resolve(name), script);
            return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public void removeEnvironment(String name) {
        try {
            Files.delete(environments().resolve(name + ".yaml"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public void addEnvironment(String name, String text) {
        try {
            Files.writeString(environments().resolve(name + ".yaml"), text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** For whatever the test needs besides. */
    public Path directory() {
        return home;
    }

    public Path logs() {
        return logs;
    }

    private String directory(String name) {
        return home.resolve(name).toString();
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path emptyLogs(String test) {
        Path directory = Path.of("target", "e2e", test).toAbsolutePath();
        FileTree.delete(directory);
        return created(directory);
    }

    /** PostgreSQL's own user must be able to go through it. */
    private static Path reachableHome() {
        try {
            Path directory = Files.createTempDirectory("belay-e2e-");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            return directory;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Ends every process by its id; fails where one of them, or a program that one has started, is left. */
    @Override
    public void close() {
        List<OwnProcess> all = new ArrayList<>(ports.keySet());
        all.addAll(List.of(temporal, broker));
        all.forEach(OwnProcess::close);
        postgres().close();
        assertThat(all).noneMatch(OwnProcess::isAlive);
        await("no program that a worker has started is left")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(RunningPrograms.with(home.toString())).isEmpty());
        FileTree.delete(home);
    }
}
