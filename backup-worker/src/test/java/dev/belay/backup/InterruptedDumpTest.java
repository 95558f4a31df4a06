package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.backup.catalogue.BackupDirectory;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps that something from outside ends in the middle. */
class InterruptedDumpTest {
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.shared();
    private static final Shop SHOP = Shop.open(5_000);
    private static final String DUMP = "application_name like 'belay/%' and query ilike 'copy %'";
    private static final String SNAPSHOT = "application_name like 'belay/%' and query ilike '%count(%'";

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path scripts;

    @TempDir
    Path backups;

    @Test
    void namesAServerThatEndedTheDumpsConnection() throws Exception {
        CompletableFuture<WorkFailed> failing = dumpingHalfWay();

        POSTGRES.text("postgres", "select pg_terminate_backend(pid)::text from pg_stat_activity where " + DUMP);
        goOn();

        requireUnreachable(failing, "pg_dump as user \"" + SHOP.owner() + "\"");
    }

    @Test
    void namesAServerThatEndedTheSnapshotsConnection() throws Exception {
        CompletableFuture<WorkFailed> failing = dumpingHalfWay();

        POSTGRES.text("postgres", "select pg_terminate_backend(pid)::text from pg_stat_activity where " + SNAPSHOT);
        goOn();

        requireUnreachable(failing, "57P01");
    }

    @Test
    void namesAServerThatRestartedAfterACrash() throws Exception {
        CompletableFuture<WorkFailed> failing = dumpingHalfWay();
        long backend = Long.parseLong(
                POSTGRES.text("postgres", "select pid from pg_stat_activity where " + DUMP + " limit 1"));

        ProcessHandle.of(backend).orElseThrow().destroyForcibly();
        goOn();

        requireUnreachable(failing, "pg_dump as user \"" + SHOP.owner() + "\"");
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> SHOP.text("select count(*) from orders").equals("5000"));
    }

    @Test
    void aKilledWorkerLeavesNothingThatLooksWholeAndTheNextBackupRemovesIt() throws Exception {
        Process worker = TakingProcess.start(SHOP, backups, halting(), "true");
        awaitHalfWay();
        assertThat(Backups.files(backups)).contains("dump.pgc.zst.partial");

        worker.destroyForcibly();
        assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();

        HandlerExecution next = HandlerExecution.of("backup-1", SHOP.environment(backups));
        assertThat(Backups.files(backups)).contains("dump.pgc.zst.partial").doesNotContain("manifest.json");
        assertThat(BackupDirectory.of(next.environment()).manifests()).isEmpty();
        await().atMost(SOON)
                .until(() -> POSTGRES.text("postgres", "select count(*) from pg_stat_activity where " + DUMP)
                        .equals("0"));
        Backups.take(SHOP, backups, Verification.CHECKSUM);
        assertThat(Backups.files(backups)).containsExactlyInAnyOrder("dump.pgc.zst", "manifest.json", "in-use.lock");
    }

    @Test
    void namesTheFileAtWhichTheSizeLimitOfTheProcessWasReached() throws Exception {
        Process worker = TakingProcess.start(SHOP, backups, limiting(), "export WORKER=$$");

        String told = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(told).contains("DISK_FULL: The disk filled up at " + backups, "dump.pgc.zst.partial after 33 kB");
        assertThat(Backups.files(backups)).isEmpty();
    }

    @Test
    void namesTheFileAtWhichTheDiskWasFull() throws Exception {
        Path mounted = Files.createDirectories(scripts.resolve("mounted"));
        assumeTrue(succeeds("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", mounted.toString()), "mounts");
        try {
            BackupHandler filling = handler("head -c 1000000000 /dev/zero > " + mounted + "/filler; exec $REAL \"$@\"");

            WorkFailed failed = failure(filling, mounted);

            assertThat(failed.failure().code()).isEqualTo(FailureCode.DISK_FULL);
            assertThat(failed.failure().message()).contains("The disk filled up at " + mounted, "dump.pgc.zst.partial");
            assertThat(Backups.files(mounted)).containsExactly("filler");
        } finally {
            assertThat(succeeds("umount", mounted.toString())).isTrue();
        }
    }

    @Test
    void stopsBeforeTheDiskIsFullAndLeavesTheReserve() throws Exception {
        Path mounted = Files.createDirectories(scripts.resolve("mounted"));
        assumeTrue(succeeds("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", mounted.toString()), "mounts");
        try {
            BackupHandler filling = handler("head -c 25000000 /dev/zero > " + mounted + "/filler; exec $REAL \"$@\"");

            WorkFailed failed = failure(filling, mounted, 20_000_000);

            assertThat(failed.failure().code()).isEqualTo(FailureCode.DISK_FULL);
            assertThat(failed.failure().message())
                    .contains("Stopped before the disk was full", mounted.toString(), "20 MB are to stay free");
            assertThat(Backups.files(mounted)).containsExactly("filler");
        } finally {
            assertThat(succeeds("umount", mounted.toString())).isTrue();
        }
    }

    @Test
    void refusesToBeginWhereTheDiskHasNoRoom() throws Exception {
        WorkFailed failed = failure(handler("exec $REAL \"$@\""), backups, Long.MAX_VALUE / 2);

        assertThat(failed.failure().code()).isEqualTo(FailureCode.DISK_FULL);
        assertThat(failed.failure().message())
                .contains("are free at " + backups, "the backup needs about", "a guess, without a former backup");
        assertThat(Backups.files(backups)).isEmpty();
    }

    private CompletableFuture<WorkFailed> dumpingHalfWay() throws Exception {
        BackupHandler handler =
                new BackupHandler(new PostgresPrograms(List.of(halting()), Backups.PROCESSES), Backups.PROCESSES);
        CompletableFuture<WorkFailed> failing = CompletableFuture.supplyAsync(() -> failure(handler, backups));
        awaitHalfWay();
        return failing;
    }

    private WorkFailed failure(BackupHandler handler, Path directory) {
        return failure(handler, directory, 0);
    }

    private WorkFailed failure(BackupHandler handler, Path directory, long reserve) {
        try {
            handler.handle(
                    new BackupWork(Set.of(Verification.CHECKSUM), null),
                    HandlerExecution.of(
                            "backup-1",
                            Environments.environment()
                                    .backups(directory, 3, reserve)
                                    .database(SHOP.login())
                                    .build()));
            throw new AssertionError("The backup succeeded");
        } catch (WorkFailed failed) {
            return failed;
        } catch (Exception other) {
            throw new AssertionError("Expected a failure with a name", other);
        }
    }

    private void requireUnreachable(CompletableFuture<WorkFailed> failing, String named) throws Exception {
        WorkFailed failed = failing.get(30, TimeUnit.SECONDS);
        assertThat(failed.failure().code()).isEqualTo(FailureCode.DATABASE_UNREACHABLE);
        assertThat(failed.failure().message()).contains(named);
        assertThat(Backups.files(backups)).isEmpty();
    }

    private BackupHandler handler(String script) {
        return new BackupHandler(
                FakePrograms.with(scripts, "pg_dump", FakePrograms.versionOr("pg_dump", script), Backups.PROCESSES),
                Backups.PROCESSES);
    }

    /** A pg_dump that stands still after 100,000 bytes until it may go on; it ends as the real one does. */
    private Path halting() {
        FakePrograms.with(
                scripts, "pg_dump", FakePrograms.versionOr("pg_dump", """
                        mkfifo %1$s/pipe
                        $REAL "$@" > %1$s/pipe & dump=$!
                        { head -c 100000; touch %1$s/half-way; while [ ! -e %1$s/go-on ]; do sleep 0.05; done; cat; } \\
                          < %1$s/pipe
                        wait $dump
                        """.formatted(scripts)), Backups.PROCESSES);
        return scripts.resolve("programs");
    }

    /** A pg_dump that forbids its worker to write files of more than 32 KiB, as a disk that is full would. */
    private Path limiting() {
        FakePrograms.with(
                scripts,
                "pg_dump",
                FakePrograms.versionOr("pg_dump", "prlimit --fsize=32768 --pid $WORKER; exec $REAL \"$@\""),
                Backups.PROCESSES);
        return scripts.resolve("programs");
    }

    private void awaitHalfWay() {
        await().atMost(SOON).until(() -> Files.exists(scripts.resolve("half-way")));
    }

    private void goOn() throws Exception {
        Files.createFile(scripts.resolve("go-on"));
    }

    private static boolean succeeds(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
