package dev.belay.cli.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads server-sent events as the HTML standard defines them. */
final class ServerSentEvents {
    private final BufferedReader lines;
    private final Runnable onLine;

    /** @param onLine called for every line, comments included, as the sign that the connection lives */
    ServerSentEvents(InputStream stream, Runnable onLine) {
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        this.onLine = onLine;
    }

    /** The next event; empty at the end of the stream, where an unfinished event is dropped. */
    Optional<ServerSentEvent> next() throws IOException {
        String id = "";
        String type = "message";
        StringJoiner data = new StringJoiner("\n");
        boolean any = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            onLine.run();
            if (line.isEmpty()) {
                if (any) {
                    return Optional.of(new ServerSentEvent(id, type, data.toString()));
                }
                continue;
            }
            String value = value(line);
            switch (field(line)) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> {
                    data.add(value);
                    any = true;
                }
                default -> {
                    // comments and fields of a newer standard
                }
            }
        }
        return Optional.empty();
    }

    private static String field(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    private static String value(String line) {
        int colon = line.indexOf(':');
        String value = colon < 0 ? "" : line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
