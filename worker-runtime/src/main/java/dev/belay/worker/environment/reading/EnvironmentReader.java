package dev.belay.worker.environment.reading;

import dev.belay.documents.Findings;
import dev.belay.documents.Mark;
import dev.belay.documents.Node;
import dev.belay.documents.YamlDocument;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.EnvironmentReading;
import dev.belay.worker.environment.interpolation.FileStamp;
import dev.belay.worker.environment.interpolation.FindingsMask;
import dev.belay.worker.environment.interpolation.Interpolation;
import dev.belay.worker.environment.interpolation.References;
import dev.belay.worker.environment.settings.TaskSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an environment file into an {@link Environment}, or into findings that name every mistake in it. */
public final class EnvironmentReader {
    private static final String DEFAULT_POOL = "default";
    private static final int LARGEST = 1_000_000;

    /** Finds the name in a file that is no YAML. */
    private static final Pattern NAME = Pattern.compile("(?m)^environment:[ \t]*[\"']?([a-z0-9-]+)[\"']?[ \t\r]*$");

    private final Function<String, Optional<String>> variables;

    /** Reads <code>${env:NAME}</code> from this process's own environment. */
    public EnvironmentReader() {
        this(name -> Optional.ofNullable(System.getenv(name)));
    }

    public EnvironmentReader(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    public EnvironmentReading read(Path file) {
        return readWithSources(file).reading();
    }

    /** A reading and every file on which it depends, each stamped before it was read. */
    public record Sourced(EnvironmentReading reading, Map<Path, FileStamp> sources) {}

    public Sourced readWithSources(Path file) {
        References references = new References(variables);
        references.looksAt(file);
        EnvironmentReading reading = read(file, references);
        return new Sourced(reading, references.sources());
    }

    private EnvironmentReading read(Path file, References references) {
        Findings findings = new Findings(file.toString());
        byte[] bytes;
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("it is larger than " + LARGEST + " bytes");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            findings.report(
                    Mark.START,
                    "",
                    "unreadable",
                    "The file cannot be read: " + unreadable.getClass().getSimpleName() + " (" + unreadable.getMessage()
                            + ").",
                    "nothing",
                    "a file that this worker can read",
                    "Let the user that the worker runs as read it.");
            return new EnvironmentReading.Broken(file, fileName(file), "", Optional.empty(), findings.list());
        }
        return read(file, bytes, new Interpolation(references, findings));
    }

    private static EnvironmentReading read(Path file, byte[] bytes, Interpolation interpolation) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String digest = sha256(bytes);
        Findings findings = interpolation.findings();
        Optional<Node> document = YamlDocument.read(text, findings);
        Optional<Section> root = document.flatMap(node -> Section.read(node, "the environment file", interpolation));
        Optional<Environment> environment = root.map(section -> environment(section, digest));
        if (environment.isPresent() && findings.isEmpty()) {
            return new EnvironmentReading.Usable(file, environment.get());
        }
        String name = environment
                .map(Environment::name)
                .filter(Names::isName)
                .or(() -> nameIn(text))
                .orElseGet(() -> fileName(file));
        return new EnvironmentReading.Broken(
                file,
                name,
                digest,
                environment.map(Environment::pool).filter(Names::isName),
                FindingsMask.mask(document, findings.list()));
    }

    private static Environment environment(Section root, String digest) {
        String name = root.fields().requireText("environment", "the environment's name");
        String pool = root.fields().text("pool").orElse(DEFAULT_POOL);
        checkName(root, "environment", name);
        checkName(root, "pool", pool);
        Environment.Parts parts = new Environment.Parts(
                StorageSections.database(root),
                StorageSections.scratch(root),
                BackupSection.read(root),
                CodeSections.rollout(root),
                MigrationSection.read(root),
                CodeSections.maintenance(root),
                HttpSection.read(root),
                ObservedSections.read(root));
        Map<String, TaskSettings> tasks = TaskSection.read(root);
        root.finish();
        return new Environment(
                name, pool, digest, parts, tasks, root.interpolation().secrets());
    }

    private static void checkName(Section root, String key, String name) {
        if (!name.isEmpty() && !Names.isName(name)) {
            root.illFormed(key, Names.EXPECTED);
        }
    }

    private static Optional<String> nameIn(String text) {
        Matcher matcher = NAME.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)).filter(Names::isName) : Optional.empty();
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
