package dev.belay.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Manifest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestBuilderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    @TempDir
    Path directory;

    private final ManifestBuilder manifests =
            new ManifestBuilder(WorkerKind.ROLLOUT, "west", Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void namesAbilitiesWithoutSecretsAndCommands() throws Exception {
        EnvironmentReading reading = new EnvironmentFile(directory).read("""
                        environment: shop
                        pool: east
                        database: {url: 'jdbc:postgresql://127.0.0.1/shop', username: u, password: plain-content}
                        scratch: local
                        backups:
                          directory: /b
                          copies:
                            elsewhere: {send: [secret-command, "${backup.dir}"], digests: [secret-command], remove: [secret-command, "${backup.id}"]}
                        rollout: {releases: /r, current: [secret-command], activate: [secret-command]}
                        migrations: {tool: sql, directory: /m}
                        maintenance: {on: [secret-command], off: [secret-command]}
                        tasks:
                          fill: {command: [secret-command, "${version}", "--shelf=${shelf}"], dryRun: [secret-command, "${box}"], changes: data, undo: clear}
                          clear: {command: [secret-command], changes: outside}
                        probes:
                          source: {http: "https://1c.example.org/plain-content"}
                          files: {files: /secret-command/*}
                        logs: {api: {file: /secret-command.log}}
                        prometheus: {url: "http://prometheus.example.org"}
                        http: {public: {baseUrl: "https://shop.example.org"}, headers: {Authorization: plain-content}}
                        """);

        Manifest manifest = manifests.build(reading);

        assertThat(manifest.environment()).isEqualTo("shop");
        assertThat(manifest.pool()).isEqualTo("east");
        assertThat(manifest.worker()).isEqualTo(WorkerKind.ROLLOUT);
        assertThat(manifest.digest()).isEqualTo(reading.digest()).hasSize(64);
        assertThat(manifest.publishedAt()).isEqualTo(NOW);
        assertThat(manifest.problem()).isNull();
        assertThat(manifest.abilities().tasks())
                .containsExactly(
                        new Manifest.Task("clear", Manifest.Changes.OUTSIDE, false, null, Set.of()),
                        new Manifest.Task("fill", Manifest.Changes.DATA, true, "clear", Set.of("box", "shelf")));
        assertThat(manifest.abilities().features())
                .containsExactlyInAnyOrder(
                        "database",
                        "scratch",
                        "scratch.local",
                        "backups",
                        "rollout",
                        "maintenance",
                        "migrations",
                        "prometheus");
        assertThat(manifest.abilities().backupPlaces()).containsExactly("elsewhere");
        assertThat(manifest.abilities().probes()).containsExactlyInAnyOrder("source", "files");
        assertThat(manifest.abilities().logs()).containsExactly("api");
        assertThat(manifest.abilities().httpAddresses()).containsExactly("public");
        assertThat(manifest.abilities().migrationTool()).isEqualTo("sql");
        assertThat(manifest.toString()).doesNotContain("plain-content", "secret-command", "jdbc", "example");
    }

    @Test
    void anEnvironmentWithoutSectionsHasNoAbilities() throws Exception {
        Manifest manifest = manifests.build(new EnvironmentFile(directory).read("environment: shop\n"));

        assertThat(manifest.abilities()).isEqualTo(Manifest.Abilities.NONE.at(Place.here()));
        assertThat(manifest.pool()).isEqualTo("default");
    }

    @Test
    void tellsTheProblemOfABrokenFile() throws Exception {
        Manifest manifest =
                manifests.build(new EnvironmentFile(directory).read("environment: store\nlags: {}\ntasks: {a: {}}\n"));

        assertThat(manifest.environment()).isEqualTo("store");
        assertThat(manifest.abilities()).isEqualTo(Manifest.Abilities.NONE);
        assertThat(manifest.problem()).contains("shop.yaml:2:1: Key \"lags\"").contains("\n");
    }

    @Test
    void aFileThatTellsNothingGoesByItsOwnNameAndTheWorkersPool() throws Exception {
        Manifest manifest = manifests.build(new EnvironmentFile(directory).read("tasks: [\n"));

        assertThat(manifest.environment()).isEqualTo("shop");
        assertThat(manifest.pool()).isEqualTo("west");
    }
}
