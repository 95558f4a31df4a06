package dev.belay.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.e2e.harness.Answer;
import dev.belay.e2e.harness.Api;
import dev.belay.e2e.harness.Installation;
import dev.belay.embedded.machine.LoopbackPort;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.temporal.ServerChoice;
import dev.belay.examples.production.PostgresServer;
import dev.belay.examples.shop.ShopProduction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The processes that docker-compose.yml would start, with its settings, from the layers of the images: a release runs through them. */
@Tag("long")
class ComposedServicesTest {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String ENVIRONMENT = "shop-production";
    private static final String SUPERUSER = "postgres";

    private final ComposeFile compose = ComposeFile.read();
    private final Dockerfile dockerfile = Dockerfile.read();

    @Test
    void releaseRunsThroughThem() throws Exception {
        try (Installation servers = new Installation("composed-services", ServerChoice.PROGRAM_IF_INSTALLED)) {
            servers.broker().start();
            servers.startTemporal();
            Path secrets = prepareSecrets(servers);
            createDatabases(servers, secrets);
            ShopProduction shop = shop(servers);
            List<ComposedService> services = services(servers, secrets);
            try {
                services.forEach(ComposedService::start);
                await("all services are healthy; their logs are in " + servers.logs())
                        .atMost(START)
                        .until(() -> {
                            assertThat(services).allMatch(ComposedService::isAlive);
                            return services.stream().allMatch(ComposedService::isHealthy);
                        });
                release(servers, shop);
                assertThat(services)
                        .allSatisfy(service -> assertThat(service.strayFiles()).isEmpty());
            } finally {
                services.forEach(ComposedService::close);
                shop.stop();
            }
        }
    }

    private static void release(Installation servers, ShopProduction shop) throws IOException {
        Map<String, Object> request = Map.of(
                "plan", Files.readString(shop.releasePlan()),
                "environment", ENVIRONMENT,
                "parameters", Map.of("version", "v2.0.0"));
        Answer[] answer = new Answer[1];
        await("the workers have published the environment").atMost(LIMIT).until(() -> {
            answer[0] = servers.api().post(Role.OPERATOR, "/api/v1/deployments", request);
            return answer[0].status() == 201;
        });
        DeploymentId id = new DeploymentId(answer[0].text("id"));
        servers.api().awaitDeployment(id, LIMIT, document -> Api.status(document) == DeploymentStatus.WAITING);
        assertThat(servers.api().decide(id, DecisionKind.APPROVE).status()).isEqualTo(200);
        servers.api().awaitEnd(id, DeploymentStatus.SUCCEEDED, LIMIT);
        assertThat(shop.observer().version()).isEqualTo("v2.0.0");
    }

    private List<ComposedService> services(Installation servers, Path secrets) {
        HostMapping mapping = new HostMapping(
                Map.of(
                        "kafka:9092", servers.bootstrapServers(),
                        "temporal:7233", servers.temporalTarget(),
                        "postgres:5432", "127.0.0.1:" + servers.postgres().port()),
                servers.directory().resolve("composed"),
                secrets,
                Map.of("./deploy/environments", servers.environments()));
        List<ComposedService> services = new ArrayList<>();
        for (ComposeService service : compose.ours()) {
            PackedService packed = PackedService.unpack(
                    service, dockerfile, servers.directory().resolve("images").resolve(service.name()));
            int port =
                    service.name().equals("orchestrator-service") ? servers.orchestratorPort() : LoopbackPort.choose();
            services.add(new ComposedService(service, packed, mapping.environment(service), port, servers.logs()));
        }
        return services;
    }

    private static ShopProduction shop(Installation servers) throws IOException {
        EmbeddedPostgres postgres = servers.postgres();
        ShopProduction shop = ShopProduction.create(
                servers.directory().resolve("shop"),
                new PostgresServer(postgres.jdbcUrl("postgres"), SUPERUSER, postgres.password()));
        Files.copy(shop.environmentFile(), servers.environments().resolve("shop.yaml"));
        return shop;
    }

    /** The passwords of the preparation; the tokens are those that the test knows. */
    private static Path prepareSecrets(Installation servers) throws IOException, InterruptedException {
        Path secrets = servers.directory().resolve("secrets");
        run(new ProcessBuilder(Project.file("scripts/prepare-compose").toString(), secrets.toString()));
        Files.copy(
                servers.directory().resolve("tokens"), secrets.resolve("tokens"), StandardCopyOption.REPLACE_EXISTING);
        return secrets;
    }

    /** As the PostgreSQL image does it, on a server that has none of them. */
    private static void createDatabases(Installation servers, Path secrets) throws Exception {
        EmbeddedPostgres postgres = servers.postgres();
        postgres.dropDatabase("belay");
        makeRoomForTheRole(postgres);
        ProcessBuilder script = new ProcessBuilder(
                "sh", Project.file("deploy/postgres/create-databases.sh").toString());
        script.environment()
                .putAll(Map.of(
                        "SECRETS_DIRECTORY", secrets.toString(),
                        "POSTGRES_USER", SUPERUSER,
                        "PGHOST", postgres.host(),
                        "PGPORT", String.valueOf(postgres.port()),
                        "PGPASSWORD", postgres.password()));
        run(script);
    }

    /** The embedded server's own user has the name of the role that the script makes. */
    private static void makeRoomForTheRole(EmbeddedPostgres postgres) throws SQLException {
        execute(
                postgres,
                postgres.username(),
                "create role %s superuser login password '%s'".formatted(SUPERUSER, postgres.password()));
        execute(postgres, SUPERUSER, "alter role %s rename to renamed".formatted(postgres.username()));
    }

    private static void execute(EmbeddedPostgres postgres, String username, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl("postgres"), username, postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process script = builder.redirectErrorStream(true).start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script.waitFor()).as(output).isZero();
    }
}
