package dev.belay.backup.sealing;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Encrypts what is written to it for a recipient, into another stream; whole only once it has been closed. */
public final class SealingOutput extends FilterOutputStream {
    private final Process age;
    private final StreamCopy sealed;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StreamCopy saying;
    private boolean closed;

    private SealingOutput(Process age, OutputStream target) {
        super(age.getOutputStream());
        this.age = age;
        this.sealed = StreamCopy.begin(age.getInputStream(), target, "age-output");
        this.saying = StreamCopy.begin(age.getErrorStream(), said, "age-errors");
    }

    /** @param target is not closed with this stream */
    public static SealingOutput of(String recipient, OutputStream target) throws IOException {
        return new SealingOutput(AgeProgram.start(List.of("--encrypt", "--recipient", recipient)), target);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException broken) {
            sealed.await();
            throw failed("it stopped reading");
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            super.close();
            sealed.await();
            int status = age.waitFor();
            if (status != 0) {
                throw failed("it ended with exit status " + status + "; expected 0");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while age ended", interrupted);
        } finally {
            age.destroyForcibly();
        }
    }

    private IOException failed(String how) throws IOException {
        saying.await();
        return new IOException("age did not encrypt: " + how + ": "
                + said.toString(StandardCharsets.UTF_8).strip());
    }
}
