package dev.belay.examples.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The git repository of a system: one commit and one tag for each version, the same on every machine. */
final class SourceRepository {
    private final Path directory;
    private int day;

    SourceRepository(Path directory) {
        this.directory = directory;
    }

    void create(Example example) throws IOException {
        Files.createDirectories(directory);
        git("init", "--quiet", "--initial-branch=main");
        git("config", "user.name", "Developer");
        git("config", "user.email", "developer@example.org");
        git("config", "core.autocrlf", "false");
        git("config", "gc.auto", "0");
        // What lies in a release and is no part of it.
        Files.writeString(directory.resolve(".git/info/exclude"), "/venv\n__pycache__/\n");
        for (Map.Entry<String, String> version : example.versions().entrySet()) {
            day++;
            copy(example.version(version.getKey()));
            git("add", "--all");
            git("commit", "--quiet", "--no-verify", "--message", version.getValue());
            git("tag", "--annotate", version.getKey(), "--message", version.getValue());
        }
    }

    private void copy(Path version) throws IOException {
        try (Stream<Path> files = Files.walk(version)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("__pycache__"))
                    .toList()) {
                Path target = directory.resolve(version.relativize(file).toString());
                Files.createDirectories(target.getParent());
                // Not its time: git takes a file for unchanged that has the size and the second of the one before.
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
            }
        }
    }

    /** The user's own configuration, hooks and signing must not reach in; the dates make the commit ids the same. */
    private void git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false"));
        command.addAll(List.of(arguments));
        String date = "2026-07-%02dT09:00:00Z".formatted(Math.max(1, day));
        Map<String, String> variables = Map.of(
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "GIT_CONFIG_GLOBAL",
                "/dev/null",
                "GIT_AUTHOR_DATE",
                date,
                "GIT_COMMITTER_DATE",
                date);
        new ProgramCall(directory, variables, command).output();
    }
}
