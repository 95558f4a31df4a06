package dev.belay.backup.catalogue;

import dev.belay.contracts.BackupId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which backups stay: the newest verified ones, always the last of them, and always the one just taken. */
public record Retention(int keep) {
    public Retention {
        keep = Math.max(1, keep);
    }

    /** Removes the others, and says which. */
    public List<BackupId> apply(BackupDirectory directory, BackupId justTaken) throws IOException {
        List<BackupId> removed = new ArrayList<>();
        for (BackupId id : expired(directory.manifests(), justTaken)) {
            if (InUse.isAbandoned(directory.files(id).directory())) {
                directory.remove(id);
                removed.add(id);
            }
        }
        return removed;
    }

    /** An unverified backup expires once it is older than every verified one that stays. */
    List<BackupId> expired(List<BackupManifest> manifests, BackupId justTaken) {
        List<BackupManifest> staying = manifests.stream()
                .filter(manifest -> !manifest.verified().isEmpty())
                .sorted(Comparator.comparing(Retention::takenAt).reversed())
                .limit(keep)
                .toList();
        if (staying.isEmpty()) {
            return List.of();
        }
        Instant oldest = takenAt(staying.get(staying.size() - 1));
        return manifests.stream()
                .filter(manifest -> !manifest.id().equals(justTaken) && !staying.contains(manifest))
                .filter(manifest ->
                        !manifest.verified().isEmpty() || takenAt(manifest).isBefore(oldest))
                .map(BackupManifest::id)
                .toList();
    }

    private static Instant takenAt(BackupManifest manifest) {
        return manifest.source().takenAt();
    }
}
