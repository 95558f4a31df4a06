package dev.belay.backup.catalogue;

import dev.belay.backup.disk.InUse;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.contracts.BackupId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A backup that is being made; closing it removes whatever was not kept. */
public final class OpenBackup implements AutoCloseable {
    private final BackupFiles files;
    private final InUse claim;
    private boolean stays;

    OpenBackup(BackupFiles files, InUse claim) {
        this.files = files;
        this.claim = claim;
    }

    public BackupId id() {
        return new BackupId(files.directory().getFileName().toString());
    }

    public BackupFiles files() {
        return files;
    }

    public void keep() {
        stays = true;
    }

    /** Keeps the dump for people to look at, under a name under which nobody takes it for a backup. */
    public Path reject() throws IOException {
        Files.deleteIfExists(files.manifest());
        PrivateFiles.rename(files.dump(), files.rejected());
        stays = true;
        return files.rejected();
    }

    @Override
    public void close() throws IOException {
        if (!stays) {
            Files.deleteIfExists(files.manifest());
            PrivateFiles.deleteTree(files.directory());
        }
        claim.close();
    }
}
