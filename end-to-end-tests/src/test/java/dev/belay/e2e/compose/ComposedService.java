package dev.belay.e2e.compose;

import dev.belay.e2e.harness.OwnProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One service as its container would run it, as a process of this machine on a port of its own. */
final class ComposedService implements AutoCloseable {
    private final ComposeService service;
    private final PackedService packed;
    private final OwnProcess process;
    private final int port;
    private final List<Path> filesBefore;

    ComposedService(
            ComposeService service, PackedService packed, Map<String, String> environment, int port, Path logs) {
        this.service = service;
        this.packed = packed;
        this.port = port;
        this.filesBefore = packed.files();
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("SERVER_PORT", String.valueOf(port));
        variables.put("SERVER_ADDRESS", "127.0.0.1");
        // As much memory as the container would have.
        variables.put("JAVA_TOOL_OPTIONS", "-XX:MaxRAM=" + service.text("mem_limit"));
        this.process = new OwnProcess(
                service.name(),
                packed.entrypoint(),
                variables,
                packed.application(),
                logs.resolve(service.name() + ".log"));
    }

    void start() {
        process.start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** By the health check of docker-compose.yml, with the script of the image. */
    boolean isHealthy() {
        List<String> command = new ArrayList<>(
                List.of("bash", Project.file("deploy/healthcheck").toString()));
        List<String> test = service.healthcheck().orElseThrow();
        test.subList(2, test.size())
                .forEach(argument -> command.add(argument.replaceAll("\\d+", String.valueOf(port))));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Files that it has written beside its program, where the container's file system is read-only. */
    List<Path> strayFiles() {
        List<Path> stray = new ArrayList<>(packed.files());
        stray.removeAll(filesBefore);
        return stray;
    }

    String output() {
        return process.output();
    }

    @Override
    public String toString() {
        return process.toString();
    }

    @Override
    public void close() {
        process.close();
    }
}
