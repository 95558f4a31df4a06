package dev.belay.backup.scratch;

import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An empty server of our own, to restore into. */
public final class ScratchCluster implements ScratchServer {
    private static final String SUPERUSER = "belay_scratch";

    private final PostgresPrograms.Program program;
    private final ThrowAwayServer server;

    private ScratchCluster(PostgresPrograms.Program program, ThrowAwayServer server) {
        this.program = program;
        this.server = server;
    }

    public static ScratchCluster start(
            PostgresPrograms.Program program, ScratchDirectory.Use use, Processes processes, Execution execution)
            throws IOException, InterruptedException {
        ScratchDirectory directory = ScratchDirectory.create(execution.environment(), use);
        try {
            initialize(program, directory, processes, execution);
        } catch (InterruptedException | RuntimeException failed) {
            directory.close();
            throw failed;
        }
        return new ScratchCluster(
                program, ThrowAwayServer.start(program, directory, SUPERUSER, Map.of(), processes, execution));
    }

    @Override
    public Login login() {
        return server.superuser("postgres");
    }

    /** Where its socket is. */
    public Path sockets() {
        return server.sockets();
    }

    @Override
    public String description() {
        return "a throw-away server, PostgreSQL " + program.version();
    }

    @Override
    public Path disk(Path beside) {
        return server.place();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Who gets through to its socket is let in: that is the worker's user alone. */
    private static void initialize(
            PostgresPrograms.Program program, ScratchDirectory directory, Processes processes, Execution execution)
            throws InterruptedException {
        ProcessResult result = processes.run(
                ProcessRequest.of(ServerUser.command(List.of(
                                program.path().resolveSibling("initdb").toString(),
                                "--pgdata=" + directory.data(),
                                "--username=" + SUPERUSER,
                                "--auth=trust",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--no-sync")))
                        .in(directory.path()),
                execution);
        if (!result.succeeded()) {
            throw ThrowAwayServer.notStarted(
                    program, "initdb ended with exit status " + result.exitCode(), result.tail());
        }
    }
}
