package dev.belay.rollout;

import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.RolloutSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An application on disk: releases are directories, the live one is a link, every command writes a line to a log. */
final class Shop {
    private final Path directory;
    private String prepare = "mkdir \"$1\" && echo $2 > \"$1/version\"";
    private String stop = "true";
    private String start = "true";
    private String current = "cat live/version";
    private Optional<String> changes = Optional.empty();

    Shop(Path directory) {
        this.directory = directory;
    }

    Shop preparedBy(String script) {
        prepare = script;
        return this;
    }

    Shop stoppedBy(String script) {
        stop = script;
        return this;
    }

    Shop startedBy(String script) {
        start = script;
        return this;
    }

    Shop currentBy(String script) {
        current = script;
        return this;
    }

    /** @param script is given the live version and the one that is prepared */
    Shop changesBy(String script) {
        changes = Optional.of(script);
        return this;
    }

    RolloutSettings settings() {
        return new RolloutSettings(
                releases(),
                command("current", current),
                changes.map(script -> command("changes", script, "${live.version}", "${version}")),
                List.of(command("prepare", prepare, "${release.dir}", "${version}")),
                List.of(command("activate", "ln -sfn \"$1\" live", "${release.dir}")),
                List.of(command("stop", stop)),
                List.of(command("start", start)),
                List.of(command("diagnose", "echo api FATAL")));
    }

    /** A live release, as a shop that was there before Belay. */
    void live(String version) throws IOException {
        Files.createDirectories(releases().resolve(version));
        Files.writeString(releases().resolve(version).resolve("version"), version + "\n");
        Files.deleteIfExists(directory.resolve("live"));
        Files.createSymbolicLink(directory.resolve("live"), releases().resolve(version));
    }

    String liveVersion() throws IOException {
        return Files.readString(directory.resolve("live/version")).strip();
    }

    Path releases() {
        return directory.resolve("releases");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    List<String> log() throws IOException {
        return Files.exists(file("log")) ? Files.readAllLines(file("log")) : List.of();
    }

    CommandLine command(String name, String script, String... arguments) {
        return new CommandLine(concat(
                List.of("sh", "-c", "cd '" + directory + "' && echo " + name + " >> log && { " + script + "; }", name),
                List.of(arguments)));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
