package dev.belay.rollout;

import dev.belay.worker.process.Processes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first lines of an output, and counts those that pass. */
final class FirstLines implements Processes.OutputConsumer {
    private final int most;
    private final int longest;
    private String text = "";
    private int more;

    /** @param longest how many bytes are kept at most */
    FirstLines(int most, int longest) {
        this.most = most;
        this.longest = longest;
    }

    @Override
    public void read(InputStream output) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        InputStream buffered = new BufferedInputStream(output);
        int lines = 0;
        int last = '\n';
        for (int next = buffered.read(); next >= 0; next = buffered.read()) {
            if (lines < most && kept.size() < longest) {
                kept.write(next);
            } else if (last == '\n') {
                more++;
            }
            lines += next == '\n' ? 1 : 0;
            last = next;
        }
        text = kept.toString(StandardCharsets.UTF_8).strip();
    }

    String text() {
        return text;
    }

    /** How many lines there were besides. */
    int more() {
        return more;
    }
}
