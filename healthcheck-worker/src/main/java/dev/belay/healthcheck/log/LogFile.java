package dev.belay.healthcheck.log;

import dev.belay.contracts.check.LogMark;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log that is read on from a mark, through rotations that rename it.
 *
 * <p>What cannot be found again is never taken for empty: a log that was removed, emptied or compressed since its mark
 * is {@link Lost}.
 */
public final class LogFile {
    private static final int ANCHOR = 256;
    private static final Pattern COMPRESSED = Pattern.compile(".*\\.(gz|bz2|xz|zst|lz4)");

    private final String source;
    private final Path file;

    public LogFile(String source, Path file) {
        this.source = source;
        this.file = file;
    }

    /** What was written since the mark is not to be had any more. */
    public static final class Lost extends IOException {
        Lost(String why) {
            super(why);
        }
    }

    /** How far it is written now; a log that is not there begins at nothing. */
    public LogMark mark() throws IOException {
        try {
            return mark(file, Files.size(file));
        } catch (NoSuchFileException nothingYet) {
            return new LogMark(source, null, 0, "");
        }
    }

    /**
     * Hands over every whole line that was written since the mark, and says how far it has come.
     *
     * @param from absent to read everything that is there
     */
    public LogMark readOn(@Nullable LogMark from, Consumer<String> lines) throws IOException {
        List<Path> parts = parts(from);
        long offset = from == null || from.file() == null ? 0 : from.offset();
        long read = 0;
        for (Path part : parts) {
            read = LogLines.read(part, offset, lines);
            offset = 0;
        }
        return mark(parts.get(parts.size() - 1), read);
    }

    /** The marked file, whatever it is called now, and all that were begun after it. */
    private List<Path> parts(@Nullable LogMark from) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (from == null || from.file() == null || isMarked(file, from)) {
            return List.of(file);
        }
        Path marked = rotated().stream()
                .filter(other -> !other.equals(file) && isMarked(other, from))
                .findFirst()
                .orElseThrow(() -> new Lost(
                        "it was emptied, removed or compressed since its end was marked, so what was written in between"
                                + " cannot be seen"));
        FileTime since = Files.getLastModifiedTime(marked);
        List<Path> parts = new ArrayList<>(List.of(marked));
        for (Path other : rotated()) {
            if (!other.equals(file)
                    && !other.equals(marked)
                    && Files.getLastModifiedTime(other).compareTo(since) > 0) {
                if (COMPRESSED.matcher(other.toString()).matches()) {
                    throw new Lost("it was rotated more than once, and " + other + " is compressed already");
                }
                parts.add(other);
            }
        }
        parts.add(file);
        return parts;
    }

    /** The log and what it was renamed to, the longest unchanged first. */
    private List<Path> rotated() throws IOException {
        String name = String.valueOf(file.getFileName());
        try (Stream<Path> siblings = Files.list(file.toAbsolutePath().getParent())) {
            return siblings.filter(other -> String.valueOf(other.getFileName()).startsWith(name))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(other -> other.toFile().lastModified()))
                    .toList();
        }
    }

    private static boolean isMarked(Path candidate, LogMark mark) {
        try {
            return key(candidate).filter(key -> key.equals(mark.file())).isPresent()
                    && Files.size(candidate) >= mark.offset()
                    && anchor(candidate, mark.offset()).equals(mark.anchor());
        } catch (IOException gone) {
            return false;
        }
    }

    private LogMark mark(Path part, long offset) throws IOException {
        return new LogMark(source, key(part).orElse(null), offset, anchor(part, offset));
    }

    private static Optional<String> key(Path path) throws IOException {
        return Optional.ofNullable(
                        Files.readAttributes(path, BasicFileAttributes.class).fileKey())
                .map(Object::toString);
    }

    private static String anchor(Path path, long offset) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(path.toFile(), "r")) {
            byte[] before = new byte[(int) Math.min(ANCHOR, offset)];
            open.seek(offset - before.length);
            open.readFully(before);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(before), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
