package dev.belay.examples.production;

import dev.belay.examples.production.observation.MigrationHistory;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A production system that can be laid out, as the directory that describes it says.
 *
 * @param source where its plans, its environment file, its versions and its programs are
 * @param name of the directory, the environment and the database
 * @param title one sentence for people
 * @param versions their tags and what each brings, oldest first
 * @param live the version that is live at the beginning
 * @param services that run at the beginning, in the order of their start
 * @param secrets that are made up for it, beside the passwords of the database
 * @param visitor what is asked of it all the time
 * @param paths what it is asked before and after a release
 * @param plans by their file: what a release by them leaves
 * @param given by the file of a plan: what it is given here
 * @param variants what may be otherwise than it is, by name
 * @param optional by the name of a program: the services that run too where it is on the path
 */
public record Example(
        Path source,
        String name,
        String title,
        MigrationHistory history,
        Map<String, String> versions,
        String live,
        List<String> services,
        List<String> secrets,
        Visit visitor,
        List<String> paths,
        Map<String, Outcome> plans,
        Map<String, Given> given,
        Map<String, Variant> variants,
        Map<String, List<String>> optional) {

    public Example {
        services = List.copyOf(services);
        secrets = List.copyOf(secrets);
        paths = List.copyOf(paths);
    }

    /** A request, and the statuses that may answer it. */
    public record Visit(String method, String path, List<Integer> statuses) {
        public Visit {
            statuses = List.copyOf(statuses);
        }

        public URI of(URI site) {
            return site.resolve(path);
        }
    }

    /**
     * What a release by a plan leaves.
     *
     * @param gains the lines by which the schema's dump is longer
     * @param replaces the tables whose rows are others afterwards
     */
    public record Outcome(List<String> gains, List<String> replaces) {
        public Outcome {
            gains = List.copyOf(gains);
            replaces = List.copyOf(replaces);
        }
    }

    /**
     * What a plan is given where it is released here, unless somebody says otherwise.
     *
     * @param zone of the times
     * @param times parameters that are times of day, each so much after the minute in which the release begins
     * @param environment what stands otherwise in the environment file, by what stands there for other plans
     * @param after the plan without which this one is taken back, since it has to be released before; empty where none
     * @param optional by the name of a program: parameters that it is given where that is on the path
     */
    public record Given(
            Map<String, String> parameters,
            ZoneId zone,
            Map<String, Duration> times,
            Map<String, String> environment,
            Optional<String> after,
            Map<String, Map<String, String>> optional) {
        private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm");

        public Given {
            parameters = Map.copyOf(parameters);
            times = Map.copyOf(times);
            environment = Map.copyOf(environment);
        }

        /** The parameters of a release that begins at that moment. */
        public Map<String, String> at(Instant begin) {
            Map<String, String> values = new LinkedHashMap<>(parameters);
            optional.forEach((program, more) -> {
                if (isOnPath(program)) {
                    values.putAll(more);
                }
            });
            times.forEach((name, after) ->
                    values.put(name, TIME_OF_DAY.format(begin.plus(after).atZone(zone))));
            return values;
        }
    }

    /**
     * The same system with something in it that a release must not meet, or must find.
     *
     * @param content SQL that is run after all other content
     * @param parameters of the plan that differ
     * @param finds the step that has to fail for it
     * @param repaired the tables in which a repair that this step offers leaves other rows; absent where all is taken back
     */
    public record Variant(
            String name,
            Optional<Path> content,
            Map<String, String> parameters,
            String finds,
            Optional<List<String>> repaired) {
        public Variant {
            parameters = Map.copyOf(parameters);
            repaired = repaired.map(List::copyOf);
        }
    }

    /** The examples that lie below the directory, by name. */
    public static List<String> namesIn(Path directory) {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(path -> Files.exists(description(path)))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new ProductionFailed(directory + " cannot be listed; it should hold the examples.", unreadable);
        }
    }

    /** Reads the description of the example of that name. */
    public static Example in(Path directory, String name) {
        Path source = directory.resolve(name);
        if (!namesIn(directory).contains(name)) {
            throw new ProductionFailed("There is no example \"%s\" in %s; there are %s."
                    .formatted(name, directory, String.join(", ", namesIn(directory))));
        }
        return new ExampleReader(description(source)).read(source);
    }

    static Path description(Path source) {
        return source.resolve("example.yaml");
    }

    public Path environment() {
        return source.resolve("environment.yaml");
    }

    /** The plan that is released with, or another one of its plans. */
    public Path plan(String file) {
        if (!plans.containsKey(file)) {
            throw new ProductionFailed(
                    "%s has no plan \"%s\"; it has %s.".formatted(name, file, String.join(", ", plans.keySet())));
        }
        return source.resolve(file);
    }

    public Variant variant(String variant) {
        return Optional.ofNullable(variants.get(variant))
                .orElseThrow(() -> new ProductionFailed("%s has no variant \"%s\"; it has %s."
                        .formatted(name, variant, variants.isEmpty() ? "none" : String.join(", ", variants.keySet()))));
    }

    public Path requirements() {
        return source.resolve("requirements.txt");
    }

    /** Those that run on this machine. */
    public List<String> servicesHere() {
        List<String> here = new ArrayList<>(services);
        optional.forEach((program, more) -> {
            if (isOnPath(program)) {
                here.addAll(more);
            }
        });
        return here;
    }

    /** The programs that are not on this machine, and without which some of it is left out. */
    public List<String> missingHere() {
        return optional.keySet().stream()
                .filter(program -> !isOnPath(program))
                .sorted()
                .toList();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .anyMatch(directory -> !directory.isEmpty() && Files.isExecutable(Path.of(directory, program)));
    }

    /** What the first version differs by from nothing, and each later one from the one before. */
    Path version(String tag) {
        return source.resolve("versions").resolve(tag);
    }

    /** What was filled in before the release. */
    Path content() {
        return source.resolve("database/content.sql");
    }

    /** Programs that all examples share. */
    Path sharedPrograms() {
        return source.resolveSibling("production").resolve("bin");
    }

    Path programs() {
        return source.resolve("bin");
    }
}
