package dev.belay.backup.postgres;

import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.ProcessRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A login as PostgreSQL's programs take it: the password in a file that lives as long as this does. */
public final class ClientLogin implements AutoCloseable {
    /** Begins the name of every password file, so that one left by a killed worker is found. */
    public static final String PREFIX = ".pgpass-";

    private final Path file;
    private final Map<String, String> variables;

    private ClientLogin(Path file, Map<String, String> variables) {
        this.file = file;
        this.variables = variables;
    }

    /** Writes the password into a private file in a directory of the worker's own. */
    public static ClientLogin in(Path directory, Login login, Execution execution) throws IOException {
        Path file = Files.createTempFile(
                directory,
                PREFIX,
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                "*:*:*:" + escaped(login.username()) + ":"
                        + escaped(login.password().value()) + "\n");
        ServerAddress address = ServerAddress.of(login);
        Map<String, String> variables = new HashMap<>(address.variables());
        variables.put("PGHOST", address.host());
        variables.put("PGPORT", address.port());
        variables.put("PGUSER", login.username());
        variables.put("PGDATABASE", address.database());
        variables.put("PGPASSFILE", file.toString());
        variables.put("PGAPPNAME", execution.sessionName());
        variables.put("PGCONNECT_TIMEOUT", "10");
        return new ClientLogin(file, variables);
    }

    public String database() {
        return String.valueOf(variables.get("PGDATABASE"));
    }

    /** A program that connects with this login. */
    public ProcessRequest request(List<String> command) {
        ProcessRequest request = ProcessRequest.of(command);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            request = request.withVariable(variable.getKey(), variable.getValue());
        }
        return request;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }
}
