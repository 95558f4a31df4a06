package dev.belay.worker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.belay.documents.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Editors are told the keys of environment files that the reader takes. */
class EnvironmentSchemaTest {
    private static final Path SCHEMA =
            Path.of("../documents/src/main/resources/dev/belay/documents/schema/environment.schema.json");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(environment: .*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    static Stream<String> examples() throws IOException {
        return Stream.concat(
                EXAMPLE.matcher(Files.readString(Path.of("../docs/environment-files.md")))
                        .results()
                        .map(example -> example.group(1)),
                Stream.of(
                        Files.readString(
                                Path.of(
                                        "../examples/shop/src/main/resources/dev/belay/examples/shop/production/environment.yaml")),
                        "environment: shop\n",
                        "environment: shop\nscratch: {url: 'jdbc:postgresql://127.0.0.1/s', username: u, password: p}\n",
                        "environment: shop\nmaintenance: {on: [touch, /m], off: [[rm, /m], [sync]]}\n"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void takesTheExamples(String file) throws IOException {
        assertThat(complaints(file)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pool: west",
                "environment: shop\nlags: {}",
                "environment: shop\nscratch: remote",
                "environment: shop\nmaintenance: {on: [touch, /m]}",
                "environment: shop\nmaintenance: {on: touch /m, off: [rm, /m]}",
                "environment: shop\nmigrations: {tool: flyweight, directory: /m}",
                "environment: shop\ntasks: {a: {command: [b]}}",
                "environment: shop\ntasks: {a: {command: [b], changes: everything}}",
                "environment: shop\nbackups: {directory: /b, keep: 0}",
                "environment: shop\nbackups: {directory: /b, copies: {a: {send: [cp], digests: [sha256sum]}}}",
                "environment: shop\nprobes: {a: {http: 'http://h/', files: /f}}",
                "environment: shop\ndatabase: {url: 'jdbc:postgresql://h/d', username: u, password: p, replicas: []}",
            })
    void refusesWhatTheReaderRefuses(String file) throws IOException {
        assertThat(complaints(file)).isNotEmpty();
        assertThat(findings(file)).isNotEmpty();
    }

    /** Whoever gives the reader another key is told here that the schema needs it, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "environment | environment: shop\nzzz: 1",
                "database    | environment: shop\ndatabase: {zzz: 1}",
                "limits      | environment: shop\ndatabase: {limits: {zzz: 1}}",
                "login       | environment: shop\ndatabase: {admin: {zzz: 1}}",
                "server      | environment: shop\nscratch: {zzz: 1}",
                "backups     | environment: shop\nbackups: {zzz: 1}",
                "copies      | environment: shop\nbackups: {directory: /b, copies: {a: {zzz: 1}}}",
                "rollout     | environment: shop\nrollout: {zzz: 1}",
                "migrations  | environment: shop\nmigrations: {tool: liquibase, changelog: a.xml, zzz: 1}",
                "maintenance | environment: shop\nmaintenance: {zzz: 1}",
                "task        | environment: shop\ntasks: {a: {zzz: 1}}",
                "http-probe  | environment: shop\nprobes: {a: {http: 'http://h/', zzz: 1}}",
                "files-probe | environment: shop\nprobes: {a: {files: /f, zzz: 1}}",
                "log         | environment: shop\nlogs: {a: {zzz: 1}}",
                "prometheus  | environment: shop\nprometheus: {zzz: 1}",
                "address     | environment: shop\nhttp: {a: {zzz: 1}}",
            })
    void knowsTheKeysThatTheReaderAsksFor(String partAndFile) throws IOException {
        String part = partAndFile.substring(0, partAndFile.indexOf('|')).strip();
        String file = partAndFile.substring(partAndFile.indexOf('|') + 2);
        Set<String> asked = new TreeSet<>(List.of(findings(file).stream()
                .filter(finding ->
                        finding.code().equals("unknown-key") && finding.found().equals("zzz"))
                .findFirst()
                .orElseThrow()
                .expected()
                .split(", ")));

        if (part.endsWith("-probe")) {
            asked.remove(part.startsWith("http") ? "files" : "http");
        }

        JsonNode properties = JSON.readTree(Files.readString(SCHEMA)).at("/$defs/" + part + "/properties");
        assertThat(new TreeSet<>(properties.propertyNames())).isEqualTo(asked);
    }

    private List<Finding> findings(String file) throws IOException {
        return new EnvironmentFile(directory).read(file) instanceof EnvironmentReading.Broken broken
                ? broken.findings()
                : List.of();
    }

    private static List<String> complaints(String yaml) throws IOException {
        Object typed = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate(JSON.writeValueAsString(typed), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
