package dev.belay.backup.postgres;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.execution.ProcessOwner;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds PostgreSQL's programs on the worker's host, in a version that serves the server at hand. */
public final class PostgresPrograms {
    private final List<Path> directories;
    private final Processes processes;
    private final Map<Printed, PostgresVersion> known = new ConcurrentHashMap<>();

    /** @param directories are looked through in this order */
    public PostgresPrograms(List<Path> directories, Processes processes) {
        this.directories = List.copyOf(directories);
        this.processes = processes;
    }

    /** Looks where this host keeps them: the search path first, then the places of the packagers, newest first. */
    public static PostgresPrograms ofThisHost(Processes processes) {
        return new PostgresPrograms(ProgramDirectories.ofThisHost(), processes);
    }

    /** A program as it lies on disk, whose answer stays the same for as long as these do. */
    private record Printed(Path file, FileTime modified, long size) {
        static Printed of(Path path) throws IOException {
            Path file = path.toRealPath();
            return new Printed(file, Files.getLastModifiedTime(file), Files.size(file));
        }
    }

    /** A client program and its version. */
    public record Program(Path path, PostgresVersion version) {}

    /**
     * The first client program that is not older than the server.
     *
     * @throws WorkFailed when there is none, or only older ones; names both versions and how to install a newer one
     */
    public Program client(String name, PostgresVersion server, ProcessOwner owner) throws InterruptedException {
        Optional<Program> newest = Optional.empty();
        for (Path directory : directories) {
            Optional<Program> found = probe(directory.resolve(name), owner);
            if (found.isPresent() && found.get().version().serves(server)) {
                return found.get();
            }
            if (newest.isEmpty()
                    || found.isPresent()
                            && found.get().version().major()
                                    > newest.get().version().major()) {
                newest = found;
            }
        }
        throw newest.map(program -> tooOld(program, name, server))
                .orElseGet(() -> missing(name, Installation.client(server)));
    }

    /** The directory of the server's programs: of the source's own major version if there is one, else a newer one. */
    public Program server(PostgresVersion source, ProcessOwner owner) throws InterruptedException {
        List<Program> found = new ArrayList<>();
        for (Path directory : directories) {
            if (Files.isExecutable(directory.resolve("initdb"))) {
                probe(directory.resolve("postgres"), owner).ifPresent(found::add);
            }
        }
        return found.stream()
                .filter(program -> program.version().major() == source.major())
                .findFirst()
                .or(() -> found.stream()
                        .filter(program -> program.version().serves(source))
                        .findFirst())
                .orElseThrow(() -> found.isEmpty()
                        ? missing("postgres", Installation.server(source))
                        : tooOld(found.get(0), "postgres", source));
    }

    private Optional<Program> probe(Path path, ProcessOwner owner) throws InterruptedException {
        if (!Files.isRegularFile(path) || !Files.isExecutable(path) || isDebianWrapper(path)) {
            return Optional.empty();
        }
        try {
            Printed file = Printed.of(path);
            PostgresVersion before = known.get(file);
            if (before != null) {
                return Optional.of(new Program(path, before));
            }
            Optional<Program> asked = ask(path, owner);
            if (asked.isPresent() && !isScript(file.file())) {
                known.put(file, asked.get().version());
            }
            return asked;
        } catch (IOException unreadable) {
            return ask(path, owner);
        }
    }

    private Optional<Program> ask(Path path, ProcessOwner owner) throws InterruptedException {
        String printed = processes
                .run(ProcessRequest.of(List.of(path.toString(), "--version")), owner)
                .tail();
        return PostgresVersion.printed(printed).map(version -> new Program(path, version));
    }

    /** A script may pass the question on to another program each time. */
    private static boolean isScript(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.read() == '#' && content.read() == '!';
        }
    }

    /** Debian's wrapper chooses a version anew at each call, so its answer to one call says nothing of the next. */
    private static boolean isDebianWrapper(Path path) {
        try {
            return path.toRealPath().endsWith("pg_wrapper");
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static WorkFailed tooOld(Program program, String name, PostgresVersion server) {
        String install = name.equals("postgres") ? Installation.server(server) : Installation.client(server);
        return new WorkFailed(
                FailureCode.PROGRAM_TOO_OLD,
                "The newest " + name + " on the worker's host is version " + program.version() + " (" + program.path()
                        + "); the server is version " + server + ", and a program must not be older than its server.",
                install);
    }

    private static WorkFailed missing(String name, String install) {
        return new WorkFailed(
                FailureCode.PROGRAM_MISSING,
                "The program \"" + name + "\" was not found on the worker's host, neither on the search path nor where"
                        + " packages put it.",
                install);
    }
}
