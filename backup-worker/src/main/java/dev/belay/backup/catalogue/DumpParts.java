package dev.belay.backup.catalogue;

import dev.belay.backup.disk.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a dump that is a directory. */
public final class DumpParts {
    private DumpParts() {}

    /** Their names, in order. */
    public static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            children.forEach(child -> names.add(child.getFileName().toString()));
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    /** One digest for all: a file that is missing, added, renamed or changed changes it. */
    public static String digest(List<DumpPart> parts) {
        StringBuilder lines = new StringBuilder();
        parts.stream()
                .sorted(Comparator.comparing(DumpPart::name))
                .forEach(part -> lines.append(part.sha256())
                        .append("  ")
                        .append(part.name())
                        .append('\n'));
        return Digest.text(Digest.begin(), lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static long bytes(List<DumpPart> parts) {
        return parts.stream().mapToLong(DumpPart::bytes).sum();
    }

    /** Reads all files; says what is the first that is not as it was written, what was found and what was expected. */
    public static Optional<String> difference(Path directory, List<DumpPart> expected) throws IOException {
        Map<String, DumpPart> left = new HashMap<>();
        expected.forEach(part -> left.put(part.name(), part));
        for (String name : names(directory)) {
            DumpPart part = left.remove(name);
            if (part == null) {
                return Optional.of(
                        directory.resolve(name) + " does not belong to it; expected " + expected.size() + " files");
            }
            Path file = directory.resolve(name);
            String found = Digest.ofFile(file);
            if (!found.equals(part.sha256())) {
                return Optional.of(file + " has SHA-256 " + found + " and " + Files.size(file) + " bytes; expected "
                        + part.sha256() + " and " + part.bytes() + " bytes");
            }
        }
        return left.keySet().stream()
                .min(Comparator.naturalOrder())
                .map(missing -> directory.resolve(missing) + " is not there; expected " + expected.size() + " files");
    }
}
