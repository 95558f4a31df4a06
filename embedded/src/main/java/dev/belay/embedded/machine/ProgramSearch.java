package dev.belay.embedded.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks programs up in directories, in their order. */
public record ProgramSearch(List<Path> directories) {

    public ProgramSearch {
        directories = List.copyOf(directories);
    }

    public static ProgramSearch onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new ProgramSearch(Arrays.stream(path.split(File.pathSeparator))
                .filter(directory -> !directory.isBlank())
                .map(Path::of)
                .toList());
    }

    /** The program in the first directory that has it. */
    public Optional<Path> find(String name) {
        return directories.stream()
                .map(directory -> directory.resolve(name))
                .filter(ProgramSearch::isProgram)
                .findFirst();
    }

    public static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
