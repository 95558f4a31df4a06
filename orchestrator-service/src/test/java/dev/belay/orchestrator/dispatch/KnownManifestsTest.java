package dev.belay.orchestrator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KnownManifestsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final KnownManifests known = new KnownManifests();

    @Test
    void anEnvironmentThatItsLastWorkerHasRemovedIsNotThereAnyMore() {
        known.keep(manifest("default", WorkerKind.ROLLOUT));
        known.keep(manifest("default", WorkerKind.BACKUP));

        known.remove(removal("default", WorkerKind.ROLLOUT, NOON));
        known.remove(removal("default", WorkerKind.BACKUP, NOON.plusSeconds(3)));

        assertThat(known.environments()).isEmpty();
        assertThat(known.ofEnvironment("shop")).isEmpty();
        assertThat(known.lastRemoval("shop")).contains(removal("default", WorkerKind.BACKUP, NOON.plusSeconds(3)));
    }

    @Test
    void whatOneWorkerRemovesAnotherStillHas() {
        known.keep(manifest("default", WorkerKind.ROLLOUT));
        known.keep(manifest("default", WorkerKind.BACKUP));
        known.keep(manifest("far", WorkerKind.ROLLOUT));

        known.remove(removal("default", WorkerKind.ROLLOUT, NOON));

        assertThat(known.environments()).containsExactly("shop");
        assertThat(known.ofEnvironment("shop"))
                .containsExactly(manifest("default", WorkerKind.BACKUP), manifest("far", WorkerKind.ROLLOUT));
    }

    @Test
    void anEnvironmentComesBackWhenItIsPublishedAgain() {
        known.keep(manifest("default", WorkerKind.ROLLOUT));
        known.remove(removal("default", WorkerKind.ROLLOUT, NOON));

        known.keep(manifest("default", WorkerKind.ROLLOUT));

        assertThat(known.environments()).containsExactly("shop");
        assertThat(known.lastRemoval("shop")).isEmpty();
    }

    private static Manifest manifest(String pool, WorkerKind worker) {
        return new Manifest("shop", pool, worker, "aa", NOON, Manifest.Abilities.NONE, null);
    }

    private static ManifestRemoval removal(String pool, WorkerKind worker, Instant at) {
        return new ManifestRemoval("shop", pool, worker, at);
    }
}
