package dev.belay.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docker-compose.yml and the Dockerfile keep every rule; and every rule notices when it is broken. */
class ComposeTest {
    private static final Pattern TARGET = Pattern.compile("['\"]?([a-z][a-z-]+):(\\d{4,5})['\"]?");

    @Test
    void keepsEveryRule() {
        assertThat(Rules.allFindings(ComposeFile.read(), Dockerfile.read())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prom/prometheus:v3.5.0 | prom/prometheus:latest | prometheus: image prom/prometheus:latest names no version",
                "postgres:17.6-bookworm | postgres | postgres: image postgres names no version",
                "belay/rollout-worker:0.1.0 | belay/rollout-worker:0.0.9 | rollout-worker: image belay/rollout-worker:0.0.9, expected",
                "SERVICE: migration-worker | SERVICE: backup-worker | migration-worker: no service of docker-compose.yml is made of it",
                "target: rollout | target: rolout | rollout-worker: the Dockerfile has no stage rolout",
                "user: \"10001:10001\" | user: \"0:0\" | backup-worker: runs as user 0:0, expected numbers",
                "user: \"472:0\" | user: root | grafana: runs as user root, expected numbers",
                "cap_drop: [ALL] | cap_drop: [] | kafka: keeps capabilities",
                "read_only: true | read_only: false | postgres: read_only is false",
                "[\"CMD\", \"nc\", \"-z\", \"127.0.0.1\", \"7233\"] | | temporal: has no health check",
                "[\"CMD\", \"/opt/belay/healthcheck\", \"8081\"] | [\"CMD\", \"/opt/belay/healthcheck\", \"8080\"] | backup-worker: health check",
                "temporal-schema: {condition: | temporal-schemas: {condition: | temporal: waits for temporal-schemas, which is no service",
                "temporal-schema: {condition: service_completed_successfully} | temporal-schema: {condition: service_healthy} | temporal: waits for temporal-schema by service_healthy",
                "kafka: {condition: service_healthy} | kafka: {condition: service_started} | backup-worker: waits for kafka by service_started",
                "prometheus: {condition: service_healthy} | grafana: {condition: service_healthy} | grafana: waits for itself",
                "- backups:/srv | - backup:/srv | backup-worker: volume backup is not declared",
                "kafka-data: {} | 'kafka-data: {}\n  old-data: {}' | volumes: old-data is not used",
                "./observability/prometheus: | ./observability/prom: | prometheus: mounts ./observability/prom, which is not there",
                "./deploy/plans:/etc/belay/plans:ro | ./deploy/plan:/etc/belay/plans:ro | orchestrator-service: mounts ./deploy/plan, which is not there",
                "./deploy/plans:/etc/belay/plans:ro | ./deploy/plans:/etc/belay/plans | orchestrator-service: may write to ./deploy/plans",
                "- backup-state:/var/lib/belay/state | - backup-state:/var/lib/belay/old | backup-worker: BELAY_WORKER_STATE is /var/lib/belay/state, and nothing is mounted",
                "secrets: [slack-token, | secrets: [slack-tokens, | notifier-service: secret slack-tokens is not declared",
                "secrets: [grafana-admin] | secrets: [] | secrets: grafana-admin is not used",
                "GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/grafana-admin | GF_SECURITY_ADMIN_PASSWORD: admin | grafana: GF_SECURITY_ADMIN_PASSWORD holds a secret",
                "postgresql://postgres:5432/belay | postgresql://belay:belay@postgres:5432/belay | orchestrator-service: SPRING_DATASOURCE_URL holds a secret",
                "127.0.0.1:3000:3000 | 3000:3000 | grafana: port 3000 is published beyond",
                "127.0.0.1:8080:8080 | 127.0.0.1:8080:8181 | orchestrator-service: publishes 8181, and listens on 8080",
                "127.0.0.1:3000:3000 | 127.0.0.1:9090:3000 | grafana: port 9090 is taken by prometheus",
                "BELAY_WORKER_STATE | BELAY_WORKER_STATES | rollout-worker: BELAY_WORKER_STATES sets nothing that it knows",
                "BELAY_TEMPORAL_TARGET: temporal:7233 | BELAY_TEMPORAL_TARGET: temporals:7233 | orchestrator-service: BELAY_TEMPORAL_TARGET names host temporals",
            })
    void noticesWhatBreaksARule(String right, String wrong, String finding) {
        String text = Project.text("docker-compose.yml");
        assertThat(text).contains(right);
        String broken = wrong == null ? text.replace("test: " + right, "") : text.replace(right, wrong);

        assertThat(Rules.allFindings(ComposeFile.parse(broken), Dockerfile.read()))
                .anySatisfy(found -> assertThat(found).startsWith(finding));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM postgres:17.6-bookworm | FROM postgres:latest | Dockerfile: FROM postgres:latest names no version",
                "FROM postgres:17.6-bookworm | FROM postgres | Dockerfile: FROM postgres names no version",
                "USER 10001:10001 | USER root | backup-worker: stage backup ends as user root",
                "deploy/healthcheck /opt | deploy/health /opt | backup-worker: COPY deploy/health: there is no such file",
                "deploy/healthcheck /opt | docker-compose.yml /opt | backup-worker: COPY docker-compose.yml: .dockerignore leaves it out",
                "${SERVICE}-boot.jar | ${SERVICE}.jar | backup-worker: COPY backup-worker/target/backup-worker.jar: there is no such file",
            })
    void noticesWhatBreaksARuleInTheDockerfile(String right, String wrong, String finding) {
        String text = Project.text("Dockerfile");
        assertThat(text).contains(right);

        assertThat(Rules.allFindings(ComposeFile.read(), Dockerfile.parse(text.replace(right, wrong))))
                .anySatisfy(found -> assertThat(found).startsWith(finding));
    }

    @Test
    void everySecretIsMadeByThePreparation(@TempDir Path directory) throws Exception {
        Path secrets = directory.resolve("secrets");
        prepare(secrets);
        String first = Files.readString(secrets.resolve("belay-database"));

        prepare(secrets);

        assertThat(ComposeFile.read().secrets().values()).allSatisfy(file -> {
            assertThat(file).startsWith("./deploy/secrets/");
            assertThat(secrets.resolve(Path.of(file).getFileName())).exists();
        });
        assertThat(first).hasSize(48).isEqualTo(Files.readString(secrets.resolve("belay-database")));
        assertThat(Files.readAllLines(secrets.resolve("tokens")))
                .hasSize(4)
                .allMatch(line -> line.matches("([a-z-]+) \\1 [0-9a-f]{64}"));
        assertThat(Files.getPosixFilePermissions(secrets)).hasSize(3);
    }

    @Test
    void testsInContainersUseTheSameServers() {
        String tests = Project.text("test-infrastructure/src/main/java/dev/belay/embedded/junit/ContainerServers.java");

        assertThat(List.of("postgres", "kafka"))
                .allSatisfy(name -> assertThat(tests)
                        .contains('"' + ComposeFile.read().service(name).image() + '"'));
    }

    @Test
    void whatPrometheusAsksIsAService() {
        List<String> asked = TARGET.matcher(Project.text("observability/prometheus/prometheus.yml"))
                .results()
                .map(target -> target.group(1) + ":" + target.group(2))
                .toList();

        assertThat(asked)
                .hasSizeGreaterThan(6)
                .allSatisfy(target -> assertThat(addresses()).contains(target));
    }

    /** Where services of ours answer, and the others as their images do. */
    private static List<String> addresses() {
        List<String> others = List.of("temporal:8000", "prometheus:9090", "alertmanager:9093", "grafana:3000");
        return java.util.stream.Stream.concat(
                        others.stream(),
                        ComposeFile.read().ours().stream()
                                .map(service -> service.name() + ":" + SettingRules.port(service)))
                .toList();
    }

    private static void prepare(Path secrets) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        Project.file("scripts/prepare-compose").toString(), secrets.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(script.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(script.waitFor()).as(output).isZero();
    }
}
