package dev.belay.examples.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shop's git repository: one commit and one tag per version, the same on every machine. */
final class SourceRepository {
    private final Path directory;

    SourceRepository(Path directory) {
        this.directory = directory;
    }

    void create() throws IOException {
        Files.createDirectories(directory);
        git(ShopVersion.V1, "init", "--quiet", "--initial-branch=main");
        git(ShopVersion.V1, "config", "user.name", "Shop Developer");
        git(ShopVersion.V1, "config", "user.email", "developer@shop.example");
        git(ShopVersion.V1, "config", "core.autocrlf", "false");
        git(ShopVersion.V1, "config", "gc.auto", "0");
        for (ShopVersion version : ShopVersion.values()) {
            write(version);
            git(version, "add", "--all");
            git(version, "commit", "--quiet", "--no-verify", "--message", version.message());
            git(version, "tag", "--annotate", version.tag(), "--message", version.message());
        }
    }

    private void write(ShopVersion version) throws IOException {
        for (String file : version.files()) {
            Resource resource = new Resource("versions/" + version.tag() + "/" + file);
            if (file.startsWith("bin/")) {
                resource.writeProgramTo(directory.resolve(file));
            } else {
                resource.writeTo(directory.resolve(file.equals("gitignore") ? ".gitignore" : file));
            }
        }
    }

    /** The user's own configuration, hooks and signing must not reach in; the dates make the commit ids the same. */
    private void git(ShopVersion version, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false"));
        command.addAll(List.of(arguments));
        String date = "2026-07-%02dT09:00:00Z".formatted(version.ordinal() + 1);
        Map<String, String> variables = Map.of(
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "GIT_CONFIG_GLOBAL",
                "/dev/null",
                "GIT_AUTHOR_DATE",
                date,
                "GIT_COMMITTER_DATE",
                date);
        Program.run(directory, variables, command);
    }
}
