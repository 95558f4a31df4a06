package dev.belay.documents;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that a plan uses: which they are, and what stands in them. */
public final class UsedFiles {
    public static final int MOST = 20;
    /** In bytes of UTF-8. */
    public static final int LARGEST = 100_000;

    public static final String PATH_EXPECTED =
            "a path such as checks/smoke.yaml, from the plan's directory downwards, without parameters";
    private static final Pattern PATH =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]*/){0,10}[A-Za-z0-9_][A-Za-z0-9._-]*\\.ya?ml");

    private UsedFiles() {}

    /** Whether a text is the path of a file that a plan may use; such a path leads nowhere upwards. */
    public static boolean isPath(String text) {
        return text.length() <= 200 && PATH.matcher(text).matches();
    }

    /**
     * Reads the files that a plan uses, each under its path as the plan says it.
     *
     * <p>What cannot be read is a complaint; what is wrong with the plan itself is not judged here.
     *
     * @param directory in which the plan lies
     */
    public static Map<String, String> read(Path directory, String plan, Findings findings) {
        Map<String, String> files = new LinkedHashMap<>();
        paths(plan)
                .forEach((path, place) ->
                        read(directory, path, place, findings).ifPresent(text -> files.put(path, text)));
        if (files.size() > MOST) {
            findings.report(
                    Mark.START,
                    "",
                    "too-many-files",
                    "The plan uses " + files.size() + " files; expected at most " + MOST + ".",
                    String.valueOf(files.size()),
                    "at most " + MOST,
                    "Put several of them into one.");
        }
        return files;
    }

    private static Map<String, Node> paths(String plan) {
        Map<String, Node> paths = new LinkedHashMap<>();
        YamlDocument.read(plan, new Findings("plan")).ifPresent(root -> collect(root, paths));
        return paths;
    }

    /** Wherever a list has an item with the key {@code use}, which no other part of a plan has. */
    private static void collect(Node node, Map<String, Node> paths) {
        if (node instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                path(item).ifPresent(path -> paths.putIfAbsent(path.text(), path));
                collect(item, paths);
            }
        } else if (node instanceof Node.Mapping mapping) {
            mapping.entries().values().forEach(entry -> collect(entry.value(), paths));
        }
    }

    private static Optional<Node.Text> path(Node item) {
        Node.Entry use =
                item instanceof Node.Mapping mapping ? mapping.entries().get("use") : null;
        return use != null && use.value() instanceof Node.Text text && isPath(text.text())
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<String> read(Path directory, String path, Node place, Findings findings) {
        Path file = directory.resolve(path);
        if (!Files.isRegularFile(file)) {
            complain(place, path, "missing-file", "is not there", "a file beside the plan or below", findings);
            return Optional.empty();
        }
        try {
            if (!file.toRealPath().startsWith(directory.toRealPath())) {
                complain(
                        place,
                        path,
                        "file-outside",
                        "is a link that leads out of the plan's directory",
                        "a file beside the plan or below",
                        findings);
                return Optional.empty();
            }
            if (Files.size(file) > LARGEST) {
                complain(
                        place,
                        path,
                        "file-too-large",
                        "has " + Files.size(file) + " bytes",
                        "at most " + LARGEST + " bytes",
                        findings);
                return Optional.empty();
            }
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException binary) {
            complain(place, path, "unreadable-file", "is no text in UTF-8", "a text file in UTF-8", findings);
        } catch (IOException unreadable) {
            complain(place, path, "unreadable-file", "cannot be read", "a file that may be read", findings);
        }
        return Optional.empty();
    }

    private static void complain(
            Node place, String path, String code, String found, String expected, Findings findings) {
        findings.report(
                place,
                code,
                "File \"" + path + "\", which the plan uses, " + found + "; expected " + expected + ".",
                found,
                expected,
                code.equals("missing-file") ? "Paths count from the directory of the plan." : "");
    }
}
