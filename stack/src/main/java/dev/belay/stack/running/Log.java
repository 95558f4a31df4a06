package dev.belay.stack.running;

import dev.belay.embedded.ServersFile;
import dev.belay.stack.machine.BackgroundProgram;
import dev.belay.stack.state.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A log of a stack. */
public record Log(String name, Path file) {

    /** All that are there. */
    public static List<Log> allOf(StateDirectory state) {
        Stream<Log> ofParts = Arrays.stream(Part.values())
                .map(part -> new Log(part.label(), BackgroundProgram.log(state, part.label())));
        Stream<Log> ofServers = Stream.of(
                new Log("temporal", state.servers().resolve("temporal/temporal.log")),
                new Log("postgresql", postgresHome(state).resolve("data/server.log")));
        return Stream.concat(ofParts, ofServers)
                .filter(log -> Files.isRegularFile(log.file()))
                .toList();
    }

    // As root its files may be elsewhere; the password lies beside the data.
    private static Path postgresHome(StateDirectory state) {
        return (Files.exists(ServersFile.in(state.servers()))
                        ? Optional.ofNullable(Path.of(ServersFile.read(state.servers())
                                        .postgres()
                                        .passwordFile())
                                .getParent())
                        : Optional.<Path>empty())
                .orElse(state.servers().resolve("postgres"));
    }
}
