package dev.belay.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.BelayCommand;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.message.Topics;
import dev.belay.orchestrator.plan.reading.PlanReader;
import dev.belay.orchestrator.plan.reading.PlanReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there: commands, files, headings, topics, settings, classes; and their plan is one. */
class DocumentsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\| `\\./belay ([a-z]+)` \\|");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern NAME = Pattern.compile("`(belay\\.[a-z][a-z.{}-]*)");
    private static final Pattern LAST_COLUMN = Pattern.compile("(?m)^\\|.*\\| ([^|]+) \\|$");
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");
    private static final Pattern PLAN = Pattern.compile("(?s)```yaml\n(plan:.*?)```");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");

    @Test
    void theReadmeNamesEveryCommandAndNoOther() throws IOException {
        assertThat(found(COMMAND, read(PROJECT.resolve("README.md"))))
                .containsExactlyInAnyOrderElementsOf(Main.withStack(BelayCommand.commandLine())
                        .getSubcommands()
                        .keySet());
    }

    @Test
    void theReadmesPlanCanBeRead() throws IOException {
        String plan = found(PLAN, read(PROJECT.resolve("README.md"))).get(0);

        assertThat(new PlanReader().read("release.yaml", plan, Map.of("version", "v2.0.0")))
                .isInstanceOf(PlanReading.Compiled.class);
    }

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        for (Path document : documents()) {
            for (MatchResult link : LINK.matcher(prose(document)).results().toList()) {
                if (!link.group(1).startsWith("http")) {
                    Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
                    assertThat(target).as("%s in %s", link.group(), document).exists();
                    if (link.group(2) != null) {
                        assertThat(anchors(target)).as("of %s", document).contains(link.group(2));
                    }
                }
            }
        }
    }

    @Test
    void everyNameInBelaysSpaceIsATopicASettingOrAnAttributeOfSpans() throws IOException {
        Set<String> topics = topics();
        String sources = mainSources(".java") + mainSources(".yml");
        for (Path document : documents()) {
            for (String name : found(NAME, read(document))) {
                assertThat(topics.contains(name) || isSetting(name, sources) || isAttribute(name, sources))
                        .as("%s in %s is a topic, a setting or an attribute of spans", name, document)
                        .isTrue();
            }
        }
    }

    @Test
    void everyClassOfTheGlossaryExists() throws IOException {
        Set<String> classes =
                sources(".java").map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        List<String> named = found(LAST_COLUMN, read(PROJECT.resolve("docs/glossary.md"))).stream()
                .flatMap(column -> found(CLASS, column).stream())
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(40)
                .allSatisfy(name -> assertThat(classes).contains(name + ".java"));
    }

    private static Set<String> topics() {
        Stream<String> ofPools = Stream.of("{pool}", "default")
                .flatMap(pool -> Stream.concat(
                        Stream.of(
                                Topics.control(pool),
                                Topics.results(pool),
                                Topics.beats(pool),
                                Topics.deadLetters(pool),
                                "belay.commands." + pool + ".{worker}"),
                        Arrays.stream(WorkerKind.values()).map(worker -> Topics.commands(pool, worker))));
        Stream<String> others = Stream.of(
                Topics.DEPLOYMENT_EVENTS,
                Topics.MANIFESTS,
                Topics.deadLetters("orchestrator"),
                Topics.deadLetters("events"));
        return Stream.concat(ofPools, others).collect(Collectors.toSet());
    }

    /** A whole key of a file of settings, or a component of a record of settings whose prefix begins the key. */
    private static boolean isSetting(String key, String sources) {
        String component = key.substring(key.lastIndexOf('.') + 1);
        String camel = Pattern.compile("-([a-z])")
                .matcher(component)
                .replaceAll(dash -> dash.group(1).toUpperCase(Locale.ROOT));
        String prefix = String.join(".", Arrays.asList(key.split("\\.")).subList(0, 2));
        return sources.contains("${" + key)
                || (sources.contains("@ConfigurationProperties(\"" + prefix)
                        && Pattern.compile("@param " + camel + " ")
                                .matcher(sources)
                                .find());
    }

    /** What spans say is written as it is called. */
    private static boolean isAttribute(String name, String sources) {
        return sources.contains(" = \"" + name + "\";") || sources.contains(".tag(\"" + name + "\", ");
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path document) throws IOException {
        return found(HEADING, read(document)).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> documents = Files.walk(PROJECT.resolve("docs"));
                Stream<Path> examples = Files.list(PROJECT.resolve("examples"))) {
            return Stream.of(
                            Stream.of(PROJECT.resolve("README.md"), PROJECT.resolve("CONTRIBUTING.md")),
                            examples.map(example -> example.resolve("README.md"))
                                    .filter(Files::exists),
                            documents.filter(file -> file.toString().endsWith(".md")))
                    .flatMap(paths -> paths)
                    .toList();
        }
    }

    private static String mainSources(String ending) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path source : sources(ending).toList()) {
            all.append(read(source));
        }
        return all.toString();
    }

    private static Stream<Path> sources(String ending) throws IOException {
        try (Stream<Path> modules = Files.list(PROJECT)) {
            List<Path> sources = modules.map(module -> module.resolve("src/main"))
                    .filter(Files::isDirectory)
                    .toList();
            return sources.stream()
                    .flatMap(DocumentsTest::below)
                    .filter(file -> file.toString().endsWith(ending));
        }
    }

    private static Stream<Path> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList().stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String prose(Path document) throws IOException {
        return CODE_BLOCK.matcher(read(document)).replaceAll("");
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
