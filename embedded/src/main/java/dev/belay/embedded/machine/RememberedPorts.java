package dev.belay.embedded.machine;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loopback ports of one server, chosen at its first start and kept in its directory so that addresses survive a restart. */
public final class RememberedPorts {
    private static final Logger log = LoggerFactory.getLogger(RememberedPorts.class);
    private static final String FILE_NAME = "ports.properties";

    private final Path file;

    public RememberedPorts(Path directory) {
        this.file = directory.resolve(FILE_NAME);
    }

    /** The wished port, which must be free, or else the remembered one, or where that is absent or taken a new one. */
    public int port(String name, OptionalInt wished) {
        return wished.isPresent() ? requireFree(name, wished.getAsInt()) : rememberedOrNew(name);
    }

    /** The port of the server that keeps its data in the directory, remembered or chosen now, before it starts. */
    public static int planned(Path directory, String name) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be made".formatted(directory), e);
        }
        return new RememberedPorts(directory).port(name, OptionalInt.empty());
    }

    private static int requireFree(String name, int port) {
        if (!LoopbackPort.isFree(port)) {
            throw new IllegalStateException(
                    "Port %d of %s, asked for \"%s\", is taken by another process. Stop that process or choose another port."
                            .formatted(port, LoopbackPort.HOST, name));
        }
        return port;
    }

    private int rememberedOrNew(String name) {
        Properties ports = read();
        OptionalInt remembered = remembered(ports, name);
        if (remembered.isPresent() && LoopbackPort.isFree(remembered.getAsInt())) {
            return remembered.getAsInt();
        }
        int chosen = LoopbackPort.choose();
        remembered.ifPresent(taken -> log.warn(
                "Port {} that {} remembers for \"{}\" is taken by another process: using {} from now on",
                taken,
                file,
                name,
                chosen));
        ports.setProperty(name, Integer.toString(chosen));
        write(ports);
        return chosen;
    }

    private OptionalInt remembered(Properties ports, String name) {
        String text = ports.getProperty(name, "").strip();
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "\"%s\" in %s is \"%s\", expected a port number. Correct or delete the file."
                            .formatted(name, file, text),
                    e);
        }
    }

    private Properties read() {
        Properties ports = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                ports.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("Ports in %s cannot be read".formatted(file), e);
            }
        }
        return ports;
    }

    private void write(Properties ports) {
        try {
            StringWriter text = new StringWriter();
            ports.store(text, "Ports on " + LoopbackPort.HOST + "; delete to have new ones chosen");
            WholeFile.write(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
