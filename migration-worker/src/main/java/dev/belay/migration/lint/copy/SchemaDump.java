package dev.belay.migration.lint.copy;

import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Dumps the schema of the live database, without rows, owners and grants. */
final class SchemaDump {
    private static final int LONGEST = 64 * 1024 * 1024;

    private SchemaDump() {}

    static String of(ServerPrograms programs, Execution execution, Processes processes)
            throws SchemaCopy.NotPossible, InterruptedException {
        Login login = execution.environment().requireDatabase().main();
        ServerAddress address = ServerAddress.of(login);
        ProcessRequest request = ProcessRequest.of(List.of(
                programs.program("pg_dump"),
                "--schema-only",
                "--no-owner",
                "--no-privileges",
                "--no-publications",
                "--no-subscriptions",
                "--no-security-labels",
                "--no-tablespaces",
                "--no-comments",
                "--no-password",
                "--lock-wait-timeout=5000"));
        for (Map.Entry<String, String> variable : address.variables().entrySet()) {
            request = request.withVariable(variable.getKey(), variable.getValue());
        }
        request = request.withVariable("PGHOST", address.host())
                .withVariable("PGPORT", address.port())
                .withVariable("PGDATABASE", address.database())
                .withVariable("PGUSER", login.username())
                .withVariable("PGPASSWORD", login.password().value())
                .withVariable("PGAPPNAME", execution.sessionName())
                .withVariable("PGCONNECT_TIMEOUT", "10");
        StringBuilder dump = new StringBuilder();
        execution.countDatabaseSessions(1);
        try {
            ProcessResult result = processes.stream(
                    request,
                    execution,
                    output -> dump.append(new String(output.readNBytes(LONGEST), StandardCharsets.UTF_8)));
            if (!result.succeeded()) {
                throw new SchemaCopy.NotPossible("pg_dump of the schema ended with exit code " + result.exitCode()
                        + ": " + result.tail().strip());
            }
            return dump.toString();
        } catch (IOException broken) {
            throw new SchemaCopy.NotPossible("pg_dump of the schema broke off (" + broken + ")");
        }
    }
}
