package dev.belay.examples.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.documents.Findings;
import dev.belay.documents.UsedFiles;
import dev.belay.examples.production.Example;
import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.reading.PlanReading;
import dev.belay.worker.environment.EnvironmentReading;
import dev.belay.worker.environment.reading.EnvironmentReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example's plans and environment files are ones, also the environment file that is not run here. */
class ExampleFilesTest {
    private static final Path EXAMPLES = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SECRET = Pattern.compile("\\$\\{file:/run/secrets/([^}]+)}");

    @TempDir
    private Path directory;

    static List<String> names() {
        return Example.namesIn(EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("names")
    void plansCanBeRead(String name) throws IOException {
        Example example = Example.in(EXAMPLES, name);

        for (String plan : example.plans().keySet()) {
            String text = Files.readString(example.plan(plan));
            Findings findings = new Findings(plan);
            Map<String, String> used = UsedFiles.read(example.source(), text, findings);

            assertThat(findings.list()).isEmpty();
            assertThat(new PlanReader().read(plan, text, used, Map.of())).isInstanceOf(PlanReading.Compiled.class);
        }
    }

    /** How it is released elsewhere, with containers or without. */
    static List<Path> environmentsElsewhere() {
        return names().stream()
                .flatMap(name -> {
                    List<Path> found = environmentsElsewhere(EXAMPLES.resolve(name));
                    assertThat(found).as(name).isNotEmpty();
                    return found.stream();
                })
                .toList();
    }

    private static List<Path> environmentsElsewhere(Path example) {
        try (Stream<Path> files = Files.list(example)) {
            return files.filter(file -> file.getFileName().toString().matches("environment\\.[a-z]+\\.yaml"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("environmentsElsewhere")
    void environmentFilesThatAreNotRunHereAreOnes(Path elsewhere) throws IOException {
        String text = Files.readString(elsewhere);
        for (String secret :
                SECRET.matcher(text).results().map(found -> found.group(1)).toList()) {
            Files.writeString(directory.resolve(secret), "not a secret\n");
        }
        Path file = directory.resolve("environment.yaml");
        Files.writeString(file, text.replace("/run/secrets/", directory + "/"));

        assertThat(new EnvironmentReader().read(file)).isInstanceOf(EnvironmentReading.Usable.class);
    }
}
