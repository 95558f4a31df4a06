package dev.belay.stack.running;

import dev.belay.embedded.machine.BoundedWait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** Tells every line that is added to logs, until its thread is interrupted or the process ends. */
public final class LogFollower {
    private static final BoundedWait WAIT = new BoundedWait(Duration.ofDays(10_000), Duration.ofMillis(200));

    private final List<Followed> logs;

    public LogFollower(List<Log> logs) {
        this.logs = logs.stream().map(Followed::new).toList();
    }

    public void follow(BiConsumer<Log, String> listener) {
        WAIT.until(() -> {
            logs.forEach(log -> log.tellNew(listener));
            return false;
        });
    }

    private static final class Followed {
        private final Log log;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long position;

        Followed(Log log) {
            this.log = log;
            this.position = log.file().toFile().length();
        }

        void tellNew(BiConsumer<Log, String> listener) {
            long length = log.file().toFile().length();
            if (length < position) {
                position = 0; // another file has taken its place
            }
            if (length > position) {
                for (byte next : read(length)) {
                    if (next == '\n') {
                        listener.accept(log, line.toString(StandardCharsets.UTF_8));
                        line.reset();
                    } else {
                        line.write(next);
                    }
                }
            }
        }

        private byte[] read(long length) {
            try (RandomAccessFile content = new RandomAccessFile(log.file().toFile(), "r")) {
                byte[] bytes = new byte[(int) Math.min(length - position, 1_000_000)];
                content.seek(position);
                content.readFully(bytes);
                position += bytes.length;
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException("%s cannot be read".formatted(log.file()), e);
            }
        }
    }
}
