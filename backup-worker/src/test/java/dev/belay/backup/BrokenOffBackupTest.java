package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenOffBackupTest {
    private static final Shop SHOP = Shop.open(5_000);
    private static final BackupWork WORK = new BackupWork(Set.of(Verification.CHECKSUM), null);

    @TempDir
    Path scripts;

    @TempDir
    Path backups;

    private HandlerExecution execution;

    @BeforeEach
    void begins() {
        execution = HandlerExecution.of("backup-1", SHOP.environment(backups));
    }

    @Test
    void leavesNothingThatLooksWholeWhenPgDumpIsKilled() {
        BackupHandler handler = with("$REAL \"$@\" | head -c 100000; kill -9 $$");

        assertThatThrownBy(() -> handler.handle(WORK, execution))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.PROCESS_FAILED);
                    assertThat(failed.failure().message()).contains("exit status 137; expected 0");
                });
        assertThat(Backups.files(backups)).isEmpty();
    }

    @Test
    void leavesNothingWhenItIsCancelledInTheMiddleOfADump() {
        Path halfWay = scripts.resolve("half-way");
        BackupHandler handler = with("$REAL \"$@\" | head -c 100000; touch " + halfWay + "; exec sleep 300");

        CompletableFuture<Done> running = CompletableFuture.supplyAsync(() -> {
            try {
                return handler.handle(WORK, execution);
            } catch (Exception ended) {
                throw new IllegalStateException(ended);
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(halfWay));
        assertThat(Backups.files(backups)).contains("dump.pgc.zst.partial").doesNotContain("manifest.json");
        execution.cancel();

        await().atMost(Duration.ofSeconds(20)).until(running::isDone);
        assertThat(running).isCompletedExceptionally();
        assertThat(Backups.files(backups)).isEmpty();
        assertThat(execution.processes())
                .allSatisfy(pid -> assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive))
                        .isEmpty());
    }

    @Test
    void endsTheThrowAwayServerWhenItIsCancelledInTheMiddleOfATestRestore() throws Exception {
        Path halfWay = scripts.resolve("half-way");
        PostgresPrograms slow = FakePrograms.with(
                scripts,
                "pg_restore",
                FakePrograms.versionOr("pg_restore", "touch " + halfWay + "; exec sleep 300"),
                Backups.PROCESSES);
        BackupWork work = new BackupWork(Set.of(Verification.RESTORE), null);
        CompletableFuture<Done> running = CompletableFuture.supplyAsync(() -> {
            try {
                return new BackupHandler(slow, Backups.PROCESSES).handle(work, execution);
            } catch (Exception ended) {
                throw new IllegalStateException(ended);
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(halfWay));
        assertThat(scratchServers()).isEqualTo(1);
        execution.cancel();

        await().atMost(Duration.ofSeconds(20)).until(running::isDone);
        assertThat(running).isCompletedExceptionally();
        assertThat(scratchServers()).isZero();
        assertThat(Backups.files(backups)).isEmpty();
        assertThat(Path.of(System.getProperty("java.io.tmpdir")).toFile().list())
                .noneMatch(name -> name.startsWith(scratchPrefix()));
    }

    @Test
    void keepsThePasswordOutOfTheArguments() throws Exception {
        Path seen = scripts.resolve("seen");
        BackupHandler handler =
                with("echo \"$@\" > " + seen + "; cat /proc/$$/environ >> " + seen + "; exec $REAL \"$@\"");

        handler.handle(WORK, execution);

        assertThat(Files.readString(seen))
                .contains("--snapshot=", "PGAPPNAME=belay/deployment-1/backup-1/do/1/1")
                .doesNotContain(ThrowawayPostgres.shared().password());
    }

    @Test
    void namesBothVersionsWhenPgDumpIsOlderThanTheServer() {
        PostgresPrograms old = FakePrograms.only(
                scripts, "pg_dump", "echo 'pg_dump (PostgreSQL) 12.9 (Debian 12.9-1)'", Backups.PROCESSES);

        assertThatThrownBy(() -> new BackupHandler(old, Backups.PROCESSES).handle(WORK, execution))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.PROGRAM_TOO_OLD);
                    assertThat(failed.failure().message()).contains("12.9", "the server is version 15.");
                    assertThat(failed.failure().next()).contains("apt-get install postgresql-client-15");
                });
        assertThat(Backups.files(backups)).isEmpty();
    }

    @Test
    void saysHowToInstallAProgramThatIsMissing() {
        PostgresPrograms none = new PostgresPrograms(List.of(scripts), Backups.PROCESSES);

        assertThatThrownBy(() -> new BackupHandler(none, Backups.PROCESSES).handle(WORK, execution))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.PROGRAM_MISSING);
                    assertThat(failed.failure().next()).contains("apt-get", "dnf", "brew");
                });
    }

    @Test
    void findsAFinishedBackupAgainWithTheSameAnswer() throws Exception {
        BackupHandler handler = with("exec $REAL \"$@\"");
        Done done = handler.handle(WORK, execution);

        Witnessed witnessed = handler.witness(WORK, execution);

        assertThat(((Witnessed.WasDone) witnessed).done().output()).isEqualTo(done.output());
    }

    @Test
    void removesABackupWhoseVerificationWasBrokenOff() throws Exception {
        BackupHandler handler = with("exec $REAL \"$@\"");
        handler.handle(WORK, execution);

        BackupWork more = new BackupWork(Set.of(Verification.CHECKSUM, Verification.LIST), null);

        assertThat(handler.witness(more, execution)).isInstanceOf(Witnessed.WasNotDone.class);
        assertThat(Backups.files(backups)).isEmpty();
    }

    @Test
    void removesABackupThatHasChangedSince() throws Exception {
        BackupHandler handler = with("exec $REAL \"$@\"");
        BackupTaken taken = (BackupTaken) handler.handle(WORK, execution).output();
        Files.write(Path.of(taken.file()), new byte[] {1, 2, 3});

        assertThat(handler.witness(WORK, execution)).isInstanceOf(Witnessed.WasNotDone.class);
        assertThat(Backups.files(backups)).isEmpty();
    }

    @Test
    void removesWhatDeadExecutionsLeft() throws Exception {
        Path dead = Files.createDirectories(backups.resolve("test-production/20200101-000000-abc123"));
        Files.writeString(dead.resolve("dump.pgc.zst.partial"), "half");
        Path foreign = Files.createDirectories(backups.resolve("test-production/by-hand"));
        Path scratch = Files.createDirectories(scratchLeftover());

        Backups.take(SHOP, backups, Verification.RESTORE);

        assertThat(dead).doesNotExist();
        assertThat(scratch).doesNotExist();
        assertThat(foreign).exists();
    }

    private Path scratchLeftover() {
        return Path.of(System.getProperty("java.io.tmpdir"), scratchPrefix() + "abc123");
    }

    private String scratchPrefix() {
        CRC32 place = new CRC32();
        place.update(backups.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
        return "belay-scratch-test-production-" + Long.toHexString(place.getValue()) + "-";
    }

    private long scratchServers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("/bin/postgres") && line.contains(scratchPrefix()))
                        .isPresent())
                .filter(process -> !process.info().commandLine().orElse("").contains("belay-supervisor"))
                .count();
    }

    private BackupHandler with(String script) {
        return new BackupHandler(
                FakePrograms.with(scripts, "pg_dump", FakePrograms.versionOr("pg_dump", script), Backups.PROCESSES),
                Backups.PROCESSES);
    }
}
