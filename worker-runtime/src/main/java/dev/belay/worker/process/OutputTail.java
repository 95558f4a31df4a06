package dev.belay.worker.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The end of an output, bounded however much is printed. */
final class OutputTail {
    private static final int LIMIT = 16_384;

    private final Deque<String> lines = new ArrayDeque<>();
    private int length;

    synchronized void add(String line) {
        lines.addLast(line);
        length += line.length() + 1;
        while (length > LIMIT && lines.size() > 1) {
            length -= lines.removeFirst().length() + 1;
        }
    }

    synchronized String text() {
        return String.join("\n", lines);
    }

    /** Text of bytes that may be anything: what cannot be shown becomes a dot. */
    static String readable(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        StringBuilder readable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == '\t' || (point >= ' ' && point != 0x7f && point != 0xfffd) ? point : '.')
                .forEach(readable::appendCodePoint);
        return readable.toString();
    }
}
