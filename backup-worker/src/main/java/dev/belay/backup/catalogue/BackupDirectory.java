package dev.belay.backup.catalogue;

import dev.belay.backup.disk.InUse;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.disk.ShortName;
import dev.belay.contracts.BackupId;
import dev.belay.worker.environment.Environment;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The backups of one environment. */
public final class BackupDirectory {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern BACKUP = Pattern.compile("\\d{8}-\\d{6}-[0-9a-z]{6}");

    private final Path directory;

    private BackupDirectory(Path directory) {
        this.directory = directory;
    }

    public static BackupDirectory of(Environment environment) {
        return new BackupDirectory(
                environment.requireBackups().directory().toAbsolutePath().resolve(environment.name()));
    }

    public static BackupId newId() {
        return new BackupId(TIME.format(Instant.now()) + "-" + ShortName.random());
    }

    public BackupFiles files(BackupId id) {
        return new BackupFiles(directory.resolve(id.text()));
    }

    /** Where is remembered which backups were copied to other places; no backup is called so. */
    public Path copyMarks() {
        return directory.resolve("copies");
    }

    /** Makes room for a backup, which is gone again unless it is kept. */
    public OpenBackup begin(BackupId id) throws IOException {
        BackupFiles files = files(id);
        OpenBackup open = new OpenBackup(files, InUse.create(files.directory()));
        try {
            PrivateFiles.force(directory);
            return open;
        } catch (IOException failed) {
            open.close();
            throw failed;
        }
    }

    /** The manifests of all whole backups. */
    public List<BackupManifest> manifests() throws IOException {
        List<BackupManifest> manifests = new ArrayList<>();
        for (Path backup : backups()) {
            ManifestFile.find(new BackupFiles(backup)).ifPresent(manifests::add);
        }
        return manifests;
    }

    /**
     * The backups that were there.
     *
     * @param whole manifests of whole backups
     * @param damaged manifests that do not read; their backups stay, since the dumps may be whole
     */
    public record Standing(List<BackupManifest> whole, List<ManifestReading.Damaged> damaged) {}

    /** Removes what executions that are no more left half-made, and their temporary files. */
    public Standing removeLeftovers() throws IOException {
        List<BackupManifest> whole = new ArrayList<>();
        List<ManifestReading.Damaged> damaged = new ArrayList<>();
        for (Path backup : backups()) {
            BackupFiles files = new BackupFiles(backup);
            ManifestReading manifest = ManifestFile.read(files);
            manifest.whole().ifPresent(whole::add);
            if (manifest instanceof ManifestReading.Damaged found) {
                damaged.add(found);
            } else if (InUse.isAbandoned(backup)) {
                if (manifest instanceof ManifestReading.Absent) {
                    PrivateFiles.deleteTree(backup);
                } else {
                    files.removeTemporary();
                }
            }
        }
        return new Standing(whole, damaged);
    }

    /** Removes a backup; without its manifest it no longer counts as one, whatever happens half-way. */
    public void remove(BackupId id) throws IOException {
        BackupFiles files = files(id);
        Files.deleteIfExists(files.manifest());
        PrivateFiles.deleteTree(files.directory());
    }

    private List<Path> backups() throws IOException {
        List<Path> backups = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(
                    directory,
                    child -> BACKUP.matcher(child.getFileName().toString()).matches() && Files.isDirectory(child))) {
                children.forEach(backups::add);
            }
        }
        return backups;
    }
}
