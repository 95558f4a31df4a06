package dev.belay.worker.environment.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * For whom backups are encrypted, and who may decrypt them.
 *
 * @param recipient the public key of an age identity; no secret
 * @param identity absent where this host cannot decrypt, so that nothing can be restored on it
 */
public record BackupEncryption(String recipient, Optional<Identity> identity) {
    /** Where the private key is. */
    public sealed interface Identity {}

    /** A file, read when it is needed. */
    public record IdentityFile(Path path) implements Identity {}

    /** The key itself, as a reference has filled it in. */
    public record IdentityText(Secret key) implements Identity {}
}
