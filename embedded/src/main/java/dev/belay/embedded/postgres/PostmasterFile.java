package dev.belay.embedded.postgres;

import dev.belay.embedded.machine.LoopbackPort;
import dev.belay.embedded.machine.RecordedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What postmaster.pid says about the server that runs, or ran, on a data directory. */
record PostmasterFile(RecordedProcess process, int port) {
    private static final int LINES = 4; // process id, data directory, start in seconds, port

    static Optional<PostmasterFile> findIn(Path data) {
        Path file = path(data);
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.size() < LINES ? Optional.empty() : Optional.of(parse(lines));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }

    private static PostmasterFile parse(List<String> lines) {
        Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
        long processId = Long.parseLong(lines.get(0).strip());
        return new PostmasterFile(
                new RecordedProcess(processId, started),
                Integer.parseInt(lines.get(3).strip()));
    }

    static Path path(Path data) {
        return data.resolve("postmaster.pid");
    }

    boolean isLive() {
        return process.findLive().isPresent();
    }

    /** Whether another process got the id since, as after a restart of the machine, and nobody serves the port. */
    boolean isStale() {
        return !isLive() && !LoopbackPort.answers(port);
    }
}
