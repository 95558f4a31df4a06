package dev.belay.stack.running;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a log. */
public record LogTail(Path file) {
    private static final int BYTES_PER_LINE = 400;

    /** The last lines; a sentence where there are none. */
    public String last(int lines) {
        List<String> found = lastLines(lines);
        return found.isEmpty()
                ? "(%s is empty)".formatted(file)
                : found.stream().collect(Collectors.joining("\n"));
    }

    /** The last lines; of very long ones fewer. */
    public List<String> lastLines(int lines) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, content.length() - (long) lines * BYTES_PER_LINE);
            content.seek(start);
            byte[] bytes = new byte[(int) (content.length() - start)];
            content.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            // the first one is whole only where it is the file's first
            List<String> whole = start > 0 && all.size() > 1 ? all.subList(1, all.size()) : all;
            return List.copyOf(whole.subList(Math.max(0, whole.size() - lines), whole.size()));
        } catch (IOException e) {
            return List.of("(%s cannot be read: %s)".formatted(file, e.getMessage()));
        }
    }
}
