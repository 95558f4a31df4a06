package dev.belay.backup.taking;

import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.DumpPart;
import dev.belay.backup.catalogue.DumpParts;
import dev.belay.backup.disk.Digest;
import dev.belay.backup.disk.DiskSpace;
import dev.belay.backup.disk.DiskWatch;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.sealing.SealingOutput;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.execution.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Digests the files that pg_dump has written into a directory, and encrypts them where that is asked for. */
final class DumpDirectory {
    private final BackupFiles files;
    private final DiskWatch disk;

    DumpDirectory(BackupFiles files, DiskWatch disk) {
        this.files = files;
        this.disk = disk;
    }

    /** pg_dump has forced its files to disk; what is not encrypted goes as soon as it is. */
    BackupManifest.Dump finish(Path written, Optional<BackupEncryption> encryption, Execution execution)
            throws IOException, InterruptedException {
        Path dump = files.directory(encryption.isPresent());
        List<DumpPart> parts = new ArrayList<>();
        Path sealed = BackupFiles.partial(dump);
        if (encryption.isPresent()) {
            PrivateFiles.createDirectories(sealed);
        }
        long plainBytes = 0;
        for (String name : DumpParts.names(written)) {
            if (execution.cancelled()) {
                throw new InterruptedException("cancelled while the dump was digested");
            }
            Path file = written.resolve(name);
            if (encryption.isPresent()) {
                plainBytes += Files.size(file);
                disk.look(name + " was to be encrypted");
                parts.add(seal(file, sealed.resolve(name), encryption.get().recipient()));
                Files.delete(file);
            } else {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                parts.add(new DumpPart(name, Files.size(file), Digest.ofFile(file), null));
            }
        }
        if (encryption.isPresent()) {
            Files.delete(written);
            PrivateFiles.force(sealed);
        }
        PrivateFiles.rename(encryption.isPresent() ? sealed : written, dump);
        String plainDigest = DumpParts.digest(parts.stream()
                .map(part -> new DumpPart(part.name(), part.bytes(), String.valueOf(part.plainSha256()), null))
                .toList());
        return new BackupManifest.Dump(
                dump.getFileName().toString(),
                DumpParts.digest(parts),
                DumpParts.bytes(parts),
                plainBytes,
                Duration.ZERO,
                encryption
                        .map(known -> new BackupManifest.Encryption(known.recipient(), plainDigest))
                        .orElse(null),
                parts);
    }

    private static DumpPart seal(Path plain, Path sealed, String recipient) throws IOException {
        MessageDigest before = Digest.begin();
        MessageDigest after = Digest.begin();
        try (InputStream input = new DigestInputStream(Files.newInputStream(plain), before);
                FileChannel channel = PrivateFiles.create(sealed);
                OutputStream file = new DigestOutputStream(Channels.newOutputStream(channel), after);
                SealingOutput sealing = SealingOutput.of(recipient, file)) {
            input.transferTo(sealing);
        } catch (IOException failed) {
            throw DiskSpace.named(failed, sealed, "the encrypted dump");
        }
        try (FileChannel channel = FileChannel.open(sealed, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return new DumpPart(
                plain.getFileName().toString(), Files.size(sealed), Digest.text(after), Digest.text(before));
    }
}
