package dev.belay.healthcheck.files;

import dev.belay.worker.execution.Execution;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;

/** Counts the files that match an absolute glob; only as many levels are read as the glob names. */
final class GlobCount {
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]{}\\\\]");

    private GlobCount() {}

    /** @param unreadable directories that could not be looked into */
    record Counted(long files, List<Path> unreadable) {
        Counted {
            unreadable = List.copyOf(unreadable);
        }
    }

    /** A path with everything escaped that a glob would not take literally. */
    static String literal(Path path) {
        return SPECIAL.matcher(path.toString()).replaceAll(special -> "\\\\\\" + special.group());
    }

    /** A path without anything special counts whatever lies there; a glob counts files, not directories. */
    static Counted count(String glob, Execution execution) throws IOException, InterruptedException {
        List<String> segments = List.of(glob.substring(1).split("/+"));
        int fixed = 0;
        Path base = Path.of("/");
        while (fixed < segments.size() && !unescapedSpecial(segments.get(fixed))) {
            base = base.resolve(unescaped(segments.get(fixed)));
            fixed++;
        }
        if (fixed == segments.size()) {
            return new Counted(Files.exists(base) ? 1 : 0, List.of());
        }
        if (!Files.isDirectory(base)) {
            return new Counted(0, List.of());
        }
        List<String> rest = segments.subList(fixed, segments.size());
        int depth = rest.stream().anyMatch(segment -> segment.contains("**")) ? Integer.MAX_VALUE : rest.size();
        PathMatcher matcher =
                FileSystems.getDefault().getPathMatcher("glob:" + withOptionalLevels(String.join("/", rest)));
        Walk walk = new Walk(base.toRealPath(), matcher, execution);
        Files.walkFileTree(walk.base, EnumSet.noneOf(FileVisitOption.class), depth, walk);
        if (execution.cancelled()) {
            throw new InterruptedException("cancelled while files were counted");
        }
        return new Counted(walk.files, walk.unreadable);
    }

    /** Lets {@code **}{@code /} stand for no level too, as people expect. */
    private static String withOptionalLevels(String glob) {
        return glob.contains("{") ? glob : glob.replace("**/", "{**/,}");
    }

    private static boolean unescapedSpecial(String segment) {
        return SPECIAL.matcher(segment.replaceAll("\\\\.", "")).find();
    }

    private static String unescaped(String segment) {
        return segment.replaceAll("\\\\(.)", "$1");
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path base;
        private final PathMatcher matcher;
        private final Execution execution;
        private final List<Path> unreadable = new ArrayList<>();
        private long files;

        private Walk(Path base, PathMatcher matcher, Execution execution) {
            this.base = base;
            this.matcher = matcher;
            this.execution = execution;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (matcher.matches(base.relativize(file)) && !Files.isDirectory(file)) {
                files++;
            }
            return execution.cancelled() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException broken) {
            if (broken instanceof AccessDeniedException) {
                unreadable.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
