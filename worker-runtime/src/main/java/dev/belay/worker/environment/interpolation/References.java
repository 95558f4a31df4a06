package dev.belay.worker.environment.interpolation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fetches the values to which an environment file refers, and remembers the files that it looked at. */
public final class References {
    private static final int LARGEST = 65_536;

    private final Function<String, Optional<String>> variables;
    private final Map<Path, FileStamp> sources = new LinkedHashMap<>();

    public References(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    /** What came of a reference. */
    sealed interface Fetched {}

    /** The value; it is a secret. */
    record Value(String text) implements Fetched {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** Why there is no value; {@code why} continues a sentence that has named the reference, and never quotes content. */
    record Nothing(String code, String why, String expected, String mend) implements Fetched {}

    /** Every file looked at, with its stamp from before it was read. */
    public Map<Path, FileStamp> sources() {
        return Map.copyOf(sources);
    }

    public void looksAt(Path file) {
        sources.put(file, FileStamp.of(file));
    }

    Fetched fetch(Template.Placeholder reference) {
        String target = reference.name().substring(reference.name().indexOf(':') + 1);
        return reference.name().startsWith("file:") ? file(target) : variable(target);
    }

    private Fetched variable(String name) {
        Optional<String> value = variables.apply(name);
        if (value.isEmpty()) {
            return new Nothing(
                    "missing-variable",
                    "the variable " + name + ", which is not set for this worker",
                    "a variable that is set",
                    "Set " + name + " where the worker is started and start it again, or correct the name.");
        }
        return notEmpty(value.get(), "the variable " + name);
    }

    private Fetched file(String name) {
        try {
            Path file = Path.of(name);
            if (!file.isAbsolute()) {
                return unusable(name, "whose path is not absolute", "Write the whole path, from \"/\" on.");
            }
            looksAt(file);
            if (Files.size(file) > LARGEST) {
                return unusable(name, "which is larger than a secret can be", "Name a file that holds one value.");
            }
            return notEmpty(withoutNewline(Files.readString(file, StandardCharsets.UTF_8)), "the file " + name);
        } catch (NoSuchFileException missing) {
            return unusable(name, "which does not exist", "Create it with the value in it, or correct the path.");
        } catch (AccessDeniedException denied) {
            return unusable(
                    name, "which this worker may not read", "Let the user that the worker runs as read the file.");
        } catch (CharacterCodingException binary) {
            return unusable(name, "which is not UTF-8 text", "Write the value into the file as text.");
        } catch (IOException | InvalidPathException unreadable) {
            return unusable(name, "which cannot be read", "Name a file that this worker can read.");
        }
    }

    private static Nothing unusable(String file, String why, String mend) {
        return new Nothing("missing-file", "the file " + file + ", " + why, "a file that can be read", mend);
    }

    private static Fetched notEmpty(String value, String source) {
        return value.isEmpty()
                ? new Nothing("empty", source + ", which is empty", "a value", "Write the value into it.")
                : new Value(value);
    }

    private static String withoutNewline(String content) {
        if (content.endsWith("\r\n")) {
            return content.substring(0, content.length() - 2);
        }
        return content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    }
}
