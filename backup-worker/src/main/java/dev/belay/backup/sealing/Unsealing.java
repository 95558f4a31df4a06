package dev.belay.backup.sealing;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.environment.settings.BackupEncryption.Identity;
import dev.belay.worker.environment.settings.BackupEncryption.IdentityFile;
import dev.belay.worker.environment.settings.BackupEncryption.IdentityText;
import dev.belay.worker.environment.settings.BackupSettings;
import dev.belay.worker.failure.WorkFailed;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Decrypts what was encrypted, with the identity of the environment. */
public final class Unsealing {
    private static final byte[] REHEARSED =
            "what was encrypted here can be decrypted here".getBytes(StandardCharsets.UTF_8);

    private Unsealing() {}

    /**
     * Encrypts and decrypts a few bytes, so that a key that does not fit is found before anything is changed.
     *
     * @return whether this host can decrypt; false where it has no identity
     * @throws WorkFailed where it has one that does not fit
     */
    public static boolean rehearse(BackupEncryption encryption, Path directory) throws IOException {
        if (encryption.identity().isEmpty()) {
            return false;
        }
        Path sealed = Files.createTempFile(directory, "rehearsal-", ".age");
        try {
            try (OutputStream file = Files.newOutputStream(sealed);
                    SealingOutput output = SealingOutput.of(encryption.recipient(), file)) {
                output.write(REHEARSED);
            }
            byte[] found;
            try (InputStream input = open(sealed, encryption.identity().get())) {
                found = input.readAllBytes();
            }
            if (!Arrays.equals(found, REHEARSED)) {
                throw new IOException(found.length + " bytes came back; expected " + REHEARSED.length);
            }
            return true;
        } catch (IOException doesNotFit) {
            throw new WorkFailed(
                    FailureCode.ENVIRONMENT_INVALID,
                    "What is encrypted for \"backups.encrypt\" " + encryption.recipient()
                            + " cannot be decrypted with \"backups.identity\" on this host, so nothing could be"
                            + " restored here: " + doesNotFit.getMessage() + ".",
                    "Give the identity whose public key that is (age-keygen -y prints it), or remove \"identity\" where"
                            + " this host is not to restore.");
        } finally {
            Files.deleteIfExists(sealed);
        }
    }

    /**
     * Opens an encrypted dump.
     *
     * @throws WorkFailed where this host has no identity
     */
    public static InputStream open(Path sealed, BackupSettings settings) throws IOException {
        Identity identity = settings.encryption()
                .flatMap(BackupEncryption::identity)
                .orElseThrow(() -> new WorkFailed(
                        FailureCode.RESTORE_NOT_POSSIBLE,
                        "The dump " + sealed + " is encrypted and cannot be restored here: the environment file of this"
                                + " host has no \"backups.identity\".",
                        "Add the identity there, or restore by hand where it is: age --decrypt --identity KEY " + sealed
                                + "."));
        return open(sealed, identity);
    }

    private static InputStream open(Path sealed, Identity identity) throws IOException {
        String key = key(identity);
        Process age = AgeProgram.start(List.of("--decrypt", "--identity", "-", sealed.toString()));
        try (OutputStream input = age.getOutputStream()) {
            input.write(key.getBytes(StandardCharsets.UTF_8));
        }
        return new Decrypted(age);
    }

    private static String key(Identity identity) throws IOException {
        if (identity instanceof IdentityText text) {
            return text.key().value();
        }
        Path file = ((IdentityFile) identity).path();
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IOException(
                    "the identity " + file + " cannot be read ("
                            + unreadable.getClass().getSimpleName() + ")",
                    unreadable);
        }
    }

    /** The end of the stream is the end only where age has found every part authentic. */
    private static final class Decrypted extends FilterInputStream {
        private final Process age;
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();
        private final StreamCopy saying;

        Decrypted(Process age) {
            super(age.getInputStream());
            this.age = age;
            this.saying = StreamCopy.begin(age.getErrorStream(), said, "age-errors");
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            int read = super.read(bytes, from, count);
            if (read < 0) {
                requireSuccess();
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            super.close();
            age.destroyForcibly();
        }

        private void requireSuccess() throws IOException {
            try {
                int status = age.waitFor();
                if (status != 0) {
                    saying.await();
                    throw new IOException("age ended with exit status " + status + ": "
                            + said.toString(StandardCharsets.UTF_8).strip().replace('\n', ' '));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while age ended", interrupted);
            }
        }
    }
}
