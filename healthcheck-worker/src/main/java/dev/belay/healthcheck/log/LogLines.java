package dev.belay.healthcheck.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads the lines of a file; of a line that has no end, only the beginning is kept. */
final class LogLines {
    private static final int LONGEST = 16 * 1024;

    private LogLines() {}

    /** Hands over the whole lines from the offset on, and says where the last of them ends. */
    static long read(Path file, long offset, Consumer<String> lines) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            bytes.skipNBytes(offset);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long end = offset;
            long position = offset;
            for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                position++;
                if (next == '\n') {
                    lines.accept(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                    end = position;
                } else if (line.size() < LONGEST) {
                    line.write(next);
                }
            }
            return end;
        }
    }
}
