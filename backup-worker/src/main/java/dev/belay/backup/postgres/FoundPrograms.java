package dev.belay.backup.postgres;

import dev.belay.contracts.manifest.Capability;
import dev.belay.worker.execution.ProcessOwner;
import dev.belay.worker.failure.WorkFailed;
import java.util.Optional;

/** Which of PostgreSQL's programs steps would find. */
public final class FoundPrograms {
    private final PostgresPrograms programs;
    private final Optional<PostgresVersion> server;
    private final ProcessOwner looking;

    /** @param server empty where it is not known now; any version will do then */
    public FoundPrograms(PostgresPrograms programs, Optional<PostgresVersion> server, ProcessOwner looking) {
        this.programs = programs;
        this.server = server;
        this.looking = looking;
    }

    public Capability client(String name, String program) throws InterruptedException {
        String need = "the program " + program + ", not older than the database server";
        return found(name, need, version -> programs.client(program, version, looking));
    }

    public Capability server(String name) throws InterruptedException {
        String need = "PostgreSQL's server programs, not older than the database server, for test restores";
        return found(name, need, version -> programs.server(version, looking));
    }

    private interface Search {
        Object in(PostgresVersion atLeast) throws InterruptedException;
    }

    private Capability found(String name, String need, Search search) throws InterruptedException {
        try {
            search.in(server.orElse(new PostgresVersion(0, "0")));
            return Capability.had(name, need);
        } catch (WorkFailed missing) {
            String found = missing.failure().message().replaceFirst(" \\(/[^)]*\\)", "");
            return Capability.lacking(
                    name,
                    need,
                    found.replaceFirst("\\.$", ""),
                    server.isPresent()
                            ? missing.failure().next()
                            : "Install PostgreSQL's programs on the worker's host.");
        }
    }
}
