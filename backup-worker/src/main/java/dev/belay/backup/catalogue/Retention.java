package dev.belay.backup.catalogue;

import dev.belay.backup.disk.InUse;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.outcome.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which backups stay: the newest verified ones, always the last of them and the last that has proven to restore, and
 * those that an open deployment may have to go back to.
 *
 * <p>Open are the one that runs, of which every backup stays: one at a time runs on an environment, however long it
 * waits for somebody. And those that are still watched while later ones run, however long: of each the newest proven
 * backup stays. Those of the last days count as open too, since the orchestrator may not know them all.
 *
 * @param keep how many stay in any case
 * @param open deployments that are known not to have ended
 */
public record Retention(int keep, Set<DeploymentId> open) {
    private static final Duration WATCHED = Duration.ofDays(2);

    public Retention {
        keep = Math.max(1, keep);
        open = Set.copyOf(open);
    }

    /** Removes the others, and says which; what cannot be removed is told and fails nothing. */
    public List<Evidence> apply(BackupDirectory directory, DeploymentId running) throws IOException {
        List<BackupId> removed = new ArrayList<>();
        List<Evidence> told = new ArrayList<>();
        for (BackupId id : expired(directory.manifests(), running)) {
            try {
                if (InUse.isAbandoned(directory.files(id).directory())) {
                    directory.remove(id);
                    removed.add(id);
                }
            } catch (IOException | UncheckedIOException undeletable) {
                told.add(new Evidence("an older backup could not be removed", id + ": " + undeletable.getMessage()));
            }
        }
        if (!removed.isEmpty()) {
            told.add(new Evidence(
                    "older backups removed",
                    removed.stream().map(BackupId::text).collect(Collectors.joining(", ")) + "; the newest " + keep
                            + " stay"));
        }
        return told;
    }

    /** An unverified backup expires once it is older than every verified one that stays. */
    List<BackupId> expired(List<BackupManifest> manifests, DeploymentId running) {
        List<BackupManifest> newestFirst = manifests.stream()
                .filter(manifest -> !manifest.verified().isEmpty())
                .sorted(Comparator.comparing(Retention::takenAt).reversed())
                .toList();
        if (newestFirst.isEmpty()) {
            return List.of();
        }
        List<BackupManifest> newest = newestFirst.subList(0, Math.min(keep, newestFirst.size()));
        Set<BackupManifest> staying = new HashSet<>(newest);
        newestFirst.stream().filter(BackupManifest::isProven).findFirst().ifPresent(staying::add);
        staying.addAll(maybeWatched(newestFirst));
        Instant oldest = takenAt(newest.get(newest.size() - 1));
        return manifests.stream()
                .filter(manifest -> !running.equals(manifest.source().deployment()) && !staying.contains(manifest))
                .filter(manifest ->
                        !manifest.verified().isEmpty() || takenAt(manifest).isBefore(oldest))
                .map(BackupManifest::id)
                .toList();
    }

    private Collection<BackupManifest> maybeWatched(List<BackupManifest> newestFirst) {
        Instant since = takenAt(newestFirst.get(0)).minus(WATCHED);
        Map<DeploymentId, BackupManifest> newest = new HashMap<>();
        for (BackupManifest manifest : newestFirst) {
            DeploymentId deployment = manifest.source().deployment();
            if (deployment != null
                    && manifest.isProven()
                    && (open.contains(deployment) || takenAt(manifest).isAfter(since))) {
                newest.putIfAbsent(deployment, manifest);
            }
        }
        return newest.values();
    }

    private static Instant takenAt(BackupManifest manifest) {
        return manifest.source().takenAt();
    }
}
