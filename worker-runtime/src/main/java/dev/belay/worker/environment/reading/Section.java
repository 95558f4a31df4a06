package dev.belay.worker.environment.reading;

import dev.belay.documents.Fields;
import dev.belay.documents.Mark;
import dev.belay.documents.Node;
import dev.belay.worker.environment.interpolation.Interpolation;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One mapping of an environment file while it is read: typed keys whose references are filled in. */
final class Section {
    private final Node.Mapping node;
    private final String what;
    private final Fields fields;
    private final Interpolation interpolation;

    private Section(Node.Mapping node, String what, Interpolation interpolation) {
        this.node = node;
        this.what = what;
        this.fields = new Fields(node, what, interpolation.findings());
        this.interpolation = interpolation;
    }

    /** Begins to read a mapping; empty, with a finding, where the node is none. */
    static Optional<Section> read(Node node, String what, Interpolation interpolation) {
        if (!(node instanceof Node.Mapping mapping)) {
            new Fields(node, what, interpolation.findings());
            return Optional.empty();
        }
        return Optional.of(new Section(mapping, what, interpolation));
    }

    public Fields fields() {
        return fields;
    }

    Interpolation interpolation() {
        return interpolation;
    }

    String named(String key) {
        return "\"" + key + "\" of " + what;
    }

    Optional<Section> section(String key) {
        return fields.find(key).flatMap(value -> read(value, "\"" + value.path() + "\"", interpolation));
    }

    /** Where a key stands. */
    Mark mark(String key) {
        Node.Entry entry = node.entries().get(key);
        return entry == null ? node.mark() : entry.key();
    }

    public Optional<String> text(String key) {
        return fields.text(key).flatMap(raw -> interpolation.fill((Node.Text) at(key), named(key)));
    }

    Optional<String> requireText(String key, String expected) {
        if (!fields.has(key)) {
            fields.missing(key, expected);
        }
        return text(key);
    }

    Optional<Secret> requireSecret(String key, String expected) {
        return requireText(key, expected).map(interpolation::secret);
    }

    /** A path that means the same wherever the worker was started. */
    Optional<Path> requireDirectory(String key, String expected) {
        return requireText(key, expected).flatMap(text -> {
            try {
                Path path = Path.of(text);
                if (path.isAbsolute()) {
                    return Optional.of(path.normalize());
                }
            } catch (InvalidPathException noPath) {
                // Reported below, like every other text that is no absolute path.
            }
            illFormed(key, "an absolute path");
            return Optional.empty();
        });
    }

    Optional<CommandLine> command(String key) {
        return fields.find(key)
                .flatMap(value -> Commands.ofEnvironment(interpolation).one(value, named(key)));
    }

    List<CommandLine> commands(String key) {
        return fields.find(key)
                .map(value -> Commands.ofEnvironment(interpolation).several(value, named(key)))
                .orElse(List.of());
    }

    /** Complains about a key's value, as it stands in the file. */
    void illFormed(String key, String expected) {
        fields.illFormed(at(key), key, expected);
    }

    /** Complains about a key's value without quoting it. */
    void complain(String key, String code, String sentence, String expected, String mend) {
        interpolation.findings().report(at(key), code, named(key) + " " + sentence, "***", expected, mend);
    }

    public void finish() {
        fields.finish();
    }

    private Node at(String key) {
        return fields.find(key).orElse(node);
    }
}
