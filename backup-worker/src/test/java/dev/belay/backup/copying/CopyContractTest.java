package dev.belay.backup.copying;

import dev.belay.backup.Backups;
import dev.belay.backup.FakePrograms;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.CopyWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.HandlerContract;
import dev.belay.worker.testing.HeldScript;
import dev.belay.worker.testing.SlowWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A copy ends with the worker that keeps it, so one that was not answered is removed and made anew. */
class CopyContractTest extends HandlerContract {
    private final Copies copies = new Copies(Clock.systemUTC());
    private HeldScript held;

    /** The server's own user gets through to the backups, so that the copies lie beside them. */
    @BeforeEach
    void letTheServerThrough() throws IOException {
        Files.setPosixFilePermissions(workerDirectory, PosixFilePermissions.fromString("rwxr-xr-x"));
        held = new HeldScript(workerDirectory);
    }

    @AfterEach
    void dropCopies() {
        copies.close();
    }

    /** Its login may read files over a replication connection, and not where they lie. */
    @Override
    protected Environment environment() {
        return LiveServer.shared().environment(workerDirectory.resolve("backups"));
    }

    @Override
    protected Handler<?> handler() {
        return new CopyHandler(heldAndCounted("pg_basebackup"), Backups.PROCESSES, copies, Clock.systemUTC());
    }

    private PostgresPrograms heldAndCounted(String program) {
        String script = FakePrograms.versionOr(
                program, held.text() + "; $REAL \"$@\" && echo made >> " + workerDirectory.resolve("made"));
        return FakePrograms.with(workerDirectory, program, script, Backups.PROCESSES);
    }

    @Override
    protected Work work() {
        return new CopyWork(Duration.ofHours(1));
    }

    /** How often a copy was made: what is dropped again was there. */
    @Override
    protected int effects() throws IOException {
        Path made = workerDirectory.resolve("made");
        return Files.exists(made) ? Files.readAllLines(made).size() : 0;
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected List<Outcome> beforeEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected Optional<SlowWork> slowWork() {
        held.hold();
        return Optional.of(new SlowWork(work(), held::runs, List.of(Outcome.NOT_DONE)));
    }
}
