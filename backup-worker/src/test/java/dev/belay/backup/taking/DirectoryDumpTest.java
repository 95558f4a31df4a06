package dev.belay.backup.taking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.belay.backup.Backups;
import dev.belay.backup.FakePrograms;
import dev.belay.backup.Shop;
import dev.belay.backup.catalogue.DumpPart;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.restoring.RestoreHandler;
import dev.belay.backup.verifying.Verifications;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Programs;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps that are directories: taken by several jobs, damaged in every file, encrypted, and restored. */
class DirectoryDumpTest {
    private static final BackupWork.Form DIRECTORY = new BackupWork.Form(BackupWork.Format.DIRECTORY, 2);
    private static final Shop SHOP = Shop.open(1_000);

    @TempDir
    Path backups;

    @TempDir
    Path keys;

    private HandlerExecution execution;

    @BeforeEach
    void begins() {
        execution = HandlerExecution.of("backup-1", SHOP.environment(backups));
    }

    @Test
    void dumpsSeveralTablesAtATimeAndPassesEveryVerification() throws Exception {
        Done done = handler().handle(work(EnumSet.allOf(Verification.class)), execution);

        BackupTaken taken = (BackupTaken) done.output();
        Path dump = Path.of(taken.file());
        assertThat(dump).isDirectory().hasFileName("dump.pgd");
        assertThat(taken.verified()).hasSize(3);
        assertThat(parts(taken)).extracting(DumpPart::name).contains("toc.dat").hasSizeGreaterThan(6);
        assertThat(taken.bytes()).isEqualTo(sizes(dump));
        for (String name : Backups.files(dump)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump.resolve(name))))
                    .isEqualTo("rw-------");
        }
        assertThat(execution.databaseSessions()).isEqualTo(4);
        assertThat(execution.progress())
                .anySatisfy(now -> assertThat(now.message()).matches("dumping orders \\(table \\d of \\d\\)"))
                .anySatisfy(now -> {
                    assertThat(now.unit()).isEqualTo("bytes");
                    assertThat(now.done())
                            .as("once the last table is done")
                            .isEqualTo(now.total())
                            .isPositive();
                });
        assertThat(done.evidence())
                .filteredOn(item -> item.label().equals("size"))
                .extracting(Evidence::value)
                .singleElement()
                .asString()
                .contains("in a directory");
    }

    private static long bytesOfTables() {
        return Long.parseLong(SHOP.text("select sum(pg_table_size(oid)) from pg_class where relkind = 'r'"
                + " and relnamespace in ('public'::regnamespace, '\"Odd Schema\"'::regnamespace)"));
    }

    @Test
    void isRestored() throws Exception {
        Shop shop = Shop.open(300);
        String before = shop.fingerprint();
        BackupTaken taken = (BackupTaken) handler()
                .handle(work(Set.of(Verification.CHECKSUM)), HandlerExecution.of("backup-1", shop.environment(backups)))
                .output();
        shop.execute("drop table orders cascade");

        restore(taken, shop.environment(backups));

        assertThat(shop.fingerprint()).isEqualTo(before);
        assertThat(Path.of(taken.file())).isDirectory();
    }

    @Test
    void findsAFlippedBitAndACutEndOfEveryFile() throws Exception {
        BackupTaken taken = take();
        Path dump = Path.of(taken.file());
        for (DumpPart part : parts(taken)) {
            Path file = dump.resolve(part.name());
            byte[] whole = read(file);
            for (int at : new int[] {0, whole.length / 2, whole.length - 1}) {
                byte[] flipped = whole.clone();
                flipped[at] ^= 4;
                write(file, flipped);
                for (Verification way : Verification.values()) {
                    assertThat(found(taken, way)).as("%s %s %s", part, at, way).contains(file + " has SHA-256");
                }
            }
            write(file, Arrays.copyOf(whole, whole.length - 1));
            assertThat(found(taken, Verification.CHECKSUM)).contains((part.bytes() - 1) + " bytes");
            write(file, whole);
        }
        assertThat(found(taken, Verification.CHECKSUM)).isEmpty();
    }

    @Test
    void findsAFileThatIsMissingAddedOrInAnothersPlace() throws Exception {
        BackupTaken taken = take();
        Path dump = Path.of(taken.file());
        Path one = dump.resolve(parts(taken).get(0).name());
        Path other = dump.resolve(parts(taken).get(1).name());
        Path aside = keys.resolve("aside");

        Files.move(one, aside);
        assertThat(found(taken, Verification.CHECKSUM)).contains(one + " is not there; expected ");
        Files.move(aside, one);

        Path added = Files.writeString(dump.resolve("9999.dat.gz"), "not of this dump");
        assertThat(found(taken, Verification.LIST)).contains(added + " does not belong to it");
        Files.delete(added);

        Files.move(one, aside);
        Files.move(other, one);
        Files.move(aside, other);
        assertThat(found(taken, Verification.RESTORE)).contains(one + " has SHA-256");
    }

    @Test
    void aRestoreRefusesADamagedDirectoryAndTouchesNothing() throws Exception {
        BackupTaken taken = take();
        Files.delete(Path.of(taken.file()).resolve("toc.dat"));

        assertThatThrownBy(() -> restore(taken, SHOP.environment(backups)))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.BACKUP_NOT_VERIFIED);
                    assertThat(failed.failure().message()).contains("toc.dat is not there");
                });
    }

    @Test
    void leavesNothingThatLooksWholeWhenPgDumpIsKilled() {
        BackupHandler killed = with("$REAL \"$@\"; kill -9 $$");

        assertThatThrownBy(() -> killed.handle(work(Set.of()), execution))
                .asInstanceOf(type(WorkFailed.class))
                .extracting(failed -> failed.failure().code())
                .isEqualTo(FailureCode.PROCESS_FAILED);
        assertThat(Backups.files(backups)).isEmpty();
    }

    /** Once with no room for the first file, once with room for some of them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 48})
    void namesTheDirectoryAtWhichTheDiskWasFullAndLeavesNothing(int kilobytesFree) throws Exception {
        Path mounted = Files.createDirectories(keys.resolve("mounted"));
        Assumptions.assumeThat(succeeds("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", mounted.toString()))
                .as("mounts")
                .isTrue();
        try {
            BackupHandler filling = with("head -c 1000000000 /dev/zero > " + mounted + "/filler; truncate -s -"
                    + kilobytesFree + "K " + mounted + "/filler; exec $REAL \"$@\"");

            assertThatThrownBy(() -> filling.handle(
                            work(Set.of(Verification.CHECKSUM)),
                            HandlerExecution.of("backup-1", SHOP.environment(mounted))))
                    .asInstanceOf(type(WorkFailed.class))
                    .satisfies(failed -> {
                        assertThat(failed.failure().code()).isEqualTo(FailureCode.DISK_FULL);
                        assertThat(failed.failure().message()).contains("The disk filled up at " + mounted);
                    });
            assertThat(Backups.files(mounted)).containsExactly("filler");
        } finally {
            assertThat(succeeds("umount", mounted.toString())).isTrue();
        }
    }

    private static boolean succeeds(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    @Test
    void leavesNothingWhenItIsCancelled() {
        Path halfWay = keys.resolve("half-way");
        BackupHandler slow = with("$REAL \"$@\"; touch " + halfWay + "; exec sleep 300");
        CompletableFuture<Done> running = CompletableFuture.supplyAsync(() -> {
            try {
                return slow.handle(work(Set.of()), execution);
            } catch (Exception ended) {
                throw new IllegalStateException(ended);
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(halfWay));
        assertThat(Backups.files(backups)).contains("toc.dat").doesNotContain("manifest.json");
        execution.cancel();

        await().atMost(Duration.ofSeconds(20)).until(running::isDone);
        assertThat(running).isCompletedExceptionally();
        assertThat(Backups.files(backups)).isEmpty();
    }

    @Test
    void aSuccessorFindsAWholeDirectoryAndRemovesADamagedOne() throws Exception {
        BackupTaken taken = (BackupTaken)
                handler().handle(work(Set.of(Verification.CHECKSUM)), execution).output();
        BackupWork work = work(Set.of(Verification.CHECKSUM));

        assertThat(handler().witness(work, execution)).isInstanceOf(Witnessed.WasDone.class);
        Files.writeString(Path.of(taken.file()).resolve("toc.dat"), "changed");
        assertThat(handler().witness(work, execution)).isInstanceOf(Witnessed.WasNotDone.class);
        assertThat(Backups.files(backups)).isEmpty();
    }

    @Test
    void isEncryptedFileByFileAndRestored() throws Exception {
        Assumptions.assumeThat(Programs.find("age", Optional.empty())).isPresent();
        Shop shop = Shop.open(300);
        String before = shop.fingerprint();
        Environment environment = shop.environment(backups, Optional.of(key()), Optional.empty());
        HandlerExecution taking = HandlerExecution.of("backup-1", environment);

        BackupTaken taken = (BackupTaken) handler()
                .handle(work(EnumSet.allOf(Verification.class)), taking)
                .output();

        Path dump = Path.of(taken.file());
        assertThat(dump).isDirectory().hasFileName("dump.pgd.age");
        for (String name : Backups.files(dump)) {
            assertThat(Files.readAllBytes(dump.resolve(name)))
                    .startsWith("age-encryption.org/v1".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(Files.list(dump.resolveSibling(""))
                        .map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder("dump.pgd.age", "manifest.json", "in-use.lock");
        shop.execute("delete from orders");
        restore(taken, environment);
        assertThat(shop.fingerprint()).isEqualTo(before);
        assertThat(Files.list(dump.resolveSibling(""))
                        .map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder("dump.pgd.age", "manifest.json", "in-use.lock");
    }

    private BackupTaken take() throws Exception {
        return (BackupTaken) handler().handle(work(Set.of()), execution).output();
    }

    private void restore(BackupTaken taken, Environment environment) throws Exception {
        new RestoreHandler(Backups.PROGRAMS, Backups.PROCESSES)
                .handle(new RestoreWork(taken, null), HandlerExecution.of("restore-1", environment));
    }

    private static BackupHandler handler() {
        return new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES);
    }

    private BackupHandler with(String script) {
        return new BackupHandler(
                FakePrograms.with(keys, "pg_dump", FakePrograms.versionOr("pg_dump", script), Backups.PROCESSES),
                Backups.PROCESSES);
    }

    private static BackupWork work(Set<Verification> verifications) {
        return new BackupWork(verifications, null, null, null, DIRECTORY);
    }

    private static List<DumpPart> parts(BackupTaken taken) throws Exception {
        return List.copyOf(
                Optional.ofNullable(VerifiedBackup.find(taken).manifest().dump().files())
                        .orElseThrow());
    }

    /** What a verification says of the damage; empty where it finds none. */
    private String found(BackupTaken taken, Verification way) throws Exception {
        VerifiedBackup backup = VerifiedBackup.find(taken);
        try {
            new Verifications(Backups.PROGRAMS, Backups.PROCESSES)
                    .verify(Set.of(way), backup.manifest(), backup.files(), execution, new ArrayList<>());
            return "";
        } catch (WorkFailed failed) {
            assertThat(failed.failure().code()).isEqualTo(FailureCode.BACKUP_NOT_VERIFIED);
            return failed.failure().message();
        }
    }

    private static long sizes(Path directory) throws Exception {
        long bytes = 0;
        for (String name : Backups.files(directory)) {
            bytes += Files.size(directory.resolve(name));
        }
        return bytes;
    }

    private static byte[] read(Path file) throws Exception {
        return Files.readAllBytes(file);
    }

    private static void write(Path file, byte[] bytes) throws Exception {
        Files.write(file, bytes);
    }

    private BackupEncryption key() throws Exception {
        Path identity = keys.resolve("identity");
        Process keygen = new ProcessBuilder("age-keygen", "-o", identity.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new BackupEncryption(
                said.substring(said.indexOf("age1")).strip(), Optional.of(new BackupEncryption.IdentityFile(identity)));
    }
}
