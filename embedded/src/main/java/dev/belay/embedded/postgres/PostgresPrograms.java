package dev.belay.embedded.postgres;

import dev.belay.embedded.machine.Command;
import dev.belay.embedded.machine.ProgramSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's programs on a machine: those on the PATH first, then where the distributions put theirs, newest version first. */
public final class PostgresPrograms {
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private final ProgramSearch search;

    private PostgresPrograms(List<Path> directories) {
        this.search = new ProgramSearch(directories);
    }

    public static PostgresPrograms onThisMachine() {
        List<Path> directories = new ArrayList<>(ProgramSearch.onPath().directories());
        directories.addAll(InstalledVersions.directories());
        return new PostgresPrograms(directories);
    }

    /** The programs in these directories alone, looked up in their order. */
    public static PostgresPrograms in(List<Path> directories) {
        return new PostgresPrograms(directories);
    }

    /** The program in the first directory that has it. */
    public Optional<Path> find(String name) {
        return search.find(name);
    }

    /** The program; an error that tells how to install it where there is none. */
    public Path get(String name) {
        return find(name).orElseThrow(() -> new MissingProgramsException(List.of(name), search.directories()));
    }

    /** The first directory that has all of these programs, so that their versions match. */
    Path directoryWith(String... names) {
        return directoriesWith(names).stream().findFirst().orElseThrow(() -> missing(names));
    }

    /** The first directory that has all of these programs in the given major version. */
    Path directoryWith(int majorVersion, String... names) {
        List<Path> complete = directoriesWith(names);
        if (complete.isEmpty()) {
            throw missing(names);
        }
        return complete.stream()
                .filter(directory -> majorVersion(directory) == majorVersion)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The data are of PostgreSQL %d, but the programs found are of %s. Install PostgreSQL %d beside them, or dump the data with it and start anew."
                                .formatted(majorVersion, versions(complete), majorVersion)));
    }

    private List<Path> directoriesWith(String... names) {
        return search.directories().stream()
                .filter(directory ->
                        Arrays.stream(names).allMatch(name -> ProgramSearch.isProgram(directory.resolve(name))))
                .toList();
    }

    private MissingProgramsException missing(String... names) {
        List<String> absent =
                Arrays.stream(names).filter(name -> find(name).isEmpty()).toList();
        return new MissingProgramsException(absent.isEmpty() ? List.of(names) : absent, search.directories());
    }

    private static List<Integer> versions(List<Path> directories) {
        return directories.stream()
                .map(PostgresPrograms::majorVersion)
                .distinct()
                .toList();
    }

    private static int majorVersion(Path directory) {
        String postgres = directory.resolve("postgres").toString();
        String printed = new Command(List.of(postgres, "--version"), VERSION_LIMIT).output();
        Matcher matcher = VERSION.matcher(printed);
        if (!matcher.find()) {
            throw new IllegalStateException("\"%s --version\" printed \"%s\", expected \"postgres (PostgreSQL) N.M\""
                    .formatted(postgres, printed.strip()));
        }
        return Integer.parseInt(matcher.group(1));
    }
}
