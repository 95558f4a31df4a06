package dev.belay.backup.opening;

import dev.belay.backup.catalogue.DumpPart;
import dev.belay.backup.disk.Digest;
import dev.belay.backup.disk.DiskSpace;
import dev.belay.backup.disk.DiskWatch;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.sealing.Unsealing;
import dev.belay.worker.execution.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;

/** The directory that a dump is, proven to be what was dumped, and decrypted where it has to be. */
final class PlainDirectory {
    private PlainDirectory() {}

    /** Every file is read, so that nothing is ever restored that was not dumped. */
    static Path of(VerifiedBackup backup, List<DumpPart> parts, Execution execution)
            throws IOException, InterruptedException {
        backup.requireParts(parts);
        if (backup.manifest().dump().encryption() == null) {
            return backup.files().dump();
        }
        DiskSpace.require(backup.files().directory(), backup.manifest().dump().plainBytes(), "the decrypted dump");
        Path plain = Files.createTempDirectory(backup.files().directory(), "plain-");
        try {
            DiskWatch disk = DiskWatch.of(
                    execution.environment().requireBackups(), backup.files().directory());
            for (DumpPart part : parts) {
                if (execution.cancelled()) {
                    throw new InterruptedException("cancelled while the dump was decrypted");
                }
                disk.look(part.name() + " was to be decrypted");
                decrypt(backup, part, plain.resolve(part.name()), execution);
            }
            return plain;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            PrivateFiles.deleteTree(plain);
            throw failed;
        }
    }

    private static void decrypt(VerifiedBackup backup, DumpPart part, Path plain, Execution execution)
            throws IOException {
        Path sealed = backup.files().dump().resolve(part.name());
        MessageDigest digest = Digest.begin();
        try (InputStream input = new DigestInputStream(
                        Unsealing.open(sealed, execution.environment().requireBackups()), digest);
                FileChannel file = PrivateFiles.create(plain);
                OutputStream output = Channels.newOutputStream(file)) {
            input.transferTo(output);
        }
        String found = Digest.text(digest);
        if (!found.equals(part.plainSha256())) {
            throw VerifiedBackup.digestDiffers(backup.manifest(), sealed, found, String.valueOf(part.plainSha256()));
        }
    }
}
