package dev.belay.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Splits output into lines of bounded length; carriage returns end a line too, since progress bars use them. */
final class LineReader {
    private static final int LONGEST_LINE = 4_096;

    private LineReader() {}

    static void readLines(InputStream input, Consumer<String> consumer) throws IOException {
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        boolean cut = false;
        byte[] chunk = new byte[8_192];
        for (int count = input.read(chunk); count >= 0; count = input.read(chunk)) {
            for (int index = 0; index < count; index++) {
                byte next = chunk[index];
                if (next == '\n' || next == '\r') {
                    if (length > 0 || next == '\n') {
                        consumer.accept(OutputTail.readable(line, length) + (cut ? " [cut]" : ""));
                    }
                    length = 0;
                    cut = false;
                } else if (length < LONGEST_LINE) {
                    line[length++] = next;
                } else {
                    cut = true;
                }
            }
        }
        if (length > 0) {
            consumer.accept(OutputTail.readable(line, length) + (cut ? " [cut]" : ""));
        }
    }
}
