package dev.belay.orchestrator;

import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.orchestrator.deployment.EnvironmentTaking;
import dev.belay.orchestrator.deployment.StartAdmission;
import dev.belay.orchestrator.deployment.Successors;
import dev.belay.orchestrator.deployment.intake.Reconciler;
import dev.belay.orchestrator.deployment.projection.DeploymentProjection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.util.FileSystemUtils;

/** The API on a real web server and a real database, shared by all tests of this JVM. */
final class OrchestratorForTests {
    private static @Nullable OrchestratorForTests shared;

    final Path directory;
    final ConfigurableApplicationContext context;

    private OrchestratorForTests() {
        try {
            directory = Files.createTempDirectory("belay-api-test-files");
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
            writeTokens("");
            Files.createDirectory(directory.resolve("plans"));
            Files.writeString(directory.resolve("plans/shop-update.yaml"), "plan: shop-update\nphases: []\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        EmbeddedPostgres postgres = OwnPostgres.start(UnaryOperator.identity());
        context = new SpringApplicationBuilder(Application.class)
                .properties(Map.ofEntries(
                        Map.entry("server.port", "0"),
                        Map.entry("server.address", "127.0.0.1"),
                        Map.entry("spring.main.banner-mode", "off"),
                        Map.entry("spring.datasource.url", postgres.jdbcUrl("postgres")),
                        Map.entry("spring.datasource.username", postgres.username()),
                        Map.entry("spring.datasource.password", postgres.password()),
                        Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
                        Map.entry(
                                "belay.orchestrator.tokens",
                                directory.resolve("tokens").toString()),
                        Map.entry(
                                "belay.orchestrator.plans",
                                directory.resolve("plans").toString()),
                        Map.entry("belay.orchestrator.reconcile-every", "1h"),
                        Map.entry("belay.orchestrator.settle-after", "0s"),
                        Map.entry("belay.orchestrator.stream.heartbeat", "1s")))
                .run();
    }

    static synchronized OrchestratorForTests shared() {
        if (shared == null) {
            shared = new OrchestratorForTests();
        }
        return shared;
    }

    /** Everybody's token is their name followed by {@code -token}. */
    void writeTokens(String furtherLines) throws IOException {
        StringBuilder lines = new StringBuilder("# name role sha256\n\n");
        for (List<String> user : List.of(
                List.of("vera", "viewer"),
                List.of("otto", "operator"),
                List.of("rita", "release-manager"),
                List.of("adam", "admin"))) {
            lines.append(tokenLine(user.get(0), user.get(1), user.get(0) + "-token"));
        }
        Files.writeString(directory.resolve("tokens"), lines.append(furtherLines));
    }

    static String tokenLine(String name, String role, String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return name + " " + role + " " + HexFormat.of().formatHex(digest) + "\n";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Api as(String user) {
        return new Api(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"),
                user.isEmpty() ? "" : user + "-token");
    }

    FakeGateway gateway() {
        return context.getBean(FakeGateway.class);
    }

    FakeSurroundings surroundings() {
        return context.getBean(FakeSurroundings.class);
    }

    DeploymentProjection projection() {
        return context.getBean(DeploymentProjection.class);
    }

    EnvironmentTaking environments() {
        return context.getBean(EnvironmentTaking.class);
    }

    StartAdmission starts() {
        return context.getBean(StartAdmission.class);
    }

    Successors successors() {
        return context.getBean(Successors.class);
    }

    Reconciler reconciler() {
        return context.getBean(Reconciler.class);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"dev.belay.orchestrator.deployment", "dev.belay.orchestrator.api", "dev.belay.orchestrator.security"
    })
    static class Application {
        @Bean
        FakeGateway gateway() {
            return new FakeGateway();
        }

        @Bean
        FakeSurroundings surroundings() {
            return new FakeSurroundings();
        }
    }
}
