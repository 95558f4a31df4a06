package dev.belay.rollout;

import dev.belay.worker.process.Processes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first line of an output, up to 4,096 bytes, and lets the rest pass. */
final class FirstLine implements Processes.OutputConsumer {
    private static final int LONGEST = 4_096;

    private String text = "";

    @Override
    public void read(InputStream output) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = output.read(); next >= 0 && next != '\n' && line.size() < LONGEST; next = output.read()) {
            line.write(next);
        }
        text = line.toString(StandardCharsets.UTF_8).strip();
        output.transferTo(OutputStream.nullOutputStream());
    }

    String text() {
        return text;
    }
}
