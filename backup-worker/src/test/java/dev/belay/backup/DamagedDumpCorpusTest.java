package dev.belay.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.backup.catalogue.BackupDirectory;
import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.ManifestFile;
import dev.belay.backup.catalogue.ManifestReading;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.verifying.Verifications;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One backup, damaged in hundreds of ways: none may pass, and each must be named with what was found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedDumpCorpusTest {
    private static final long SEED = 20_261_126;
    private static final int EDGE = 48;
    private static final int SAMPLES = 120;

    private final Random random = new Random(SEED);

    private Path directory;
    private BackupTaken backup;
    private Path dump;
    private byte[] whole;
    private byte[] manifest;
    private HandlerExecution execution;

    @BeforeAll
    void takesOneBackup(@TempDir Path backups) throws Exception {
        directory = backups;
        Shop shop = Shop.open(1_000);
        backup = Backups.take(shop, backups);
        dump = Path.of(backup.file());
        whole = Files.readAllBytes(dump);
        manifest = Files.readAllBytes(manifestFile());
        execution = HandlerExecution.of("backup-1", shop.environment(backups));
    }

    @BeforeEach
    void putsTheWholeFilesBack() throws Exception {
        Files.write(dump, whole);
        Files.write(manifestFile(), manifest);
    }

    @Test
    void passesWhileItIsWhole() throws Exception {
        new Verifications(Backups.PROGRAMS, Backups.PROCESSES)
                .verify(
                        Set.of(Verification.CHECKSUM, Verification.LIST),
                        VerifiedBackup.find(backup).manifest(),
                        VerifiedBackup.find(backup).files(),
                        execution,
                        new ArrayList<>());
    }

    @Test
    void findsAFlippedBitAtAnyByte() throws Exception {
        for (int at : offsets(whole.length)) {
            byte[] damaged = whole.clone();
            int bit = random.nextInt(8);
            damaged[at] ^= (byte) (1 << bit);
            requireFound(damaged, "bit " + bit + " of byte " + at);
        }
    }

    @Test
    void findsATruncationAtAnyByte() throws Exception {
        for (int at : offsets(whole.length)) {
            requireFound(Arrays.copyOf(whole, at), "truncated to " + at + " bytes");
        }
    }

    @Test
    void findsBlocksThatAreZeroOrSwappedOrDoubledAndWhatIsAppended() throws Exception {
        int block = 512;
        byte[] zero = whole.clone();
        Arrays.fill(zero, whole.length / 2, whole.length / 2 + block, (byte) 0);
        requireFound(zero, "a block of zeros");
        byte[] swapped = whole.clone();
        System.arraycopy(whole, block, swapped, 2 * block, block);
        System.arraycopy(whole, 2 * block, swapped, block, block);
        requireFound(swapped, "two blocks swapped");
        requireFound(Arrays.copyOf(whole, whole.length + 1), "a byte appended");
        byte[] twice = Arrays.copyOf(whole, whole.length * 2);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        requireFound(twice, "written twice");
        requireFound("PGDMP".getBytes(StandardCharsets.US_ASCII), "another file");
    }

    @Test
    void findsTheDumpOfAnotherBackup() throws Exception {
        BackupTaken other = Backups.take(Shop.open(10), directory.resolve("other"));

        requireFound(Files.readAllBytes(Path.of(other.file())), "the dump of another backup");
    }

    @Test
    void findsAFlippedBitAtAnyByteOfTheManifest() throws Exception {
        for (int at = 0; at < manifest.length; at++) {
            byte[] damaged = manifest.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(manifestFile(), damaged);

            ManifestReading reading = ManifestFile.read(BackupFiles.ofDump(dump));

            assertThat(reading).as("byte %s of the manifest", at).isInstanceOf(ManifestReading.Damaged.class);
            assertThat(reading.description()).contains(manifestFile().toString(), "is damaged");
        }
    }

    @Test
    void namesADamagedManifestAndRemovesNothing() throws Exception {
        String changed =
                new String(manifest, StandardCharsets.UTF_8).replaceFirst("\"rows\" : 1000", "\"rows\" : 1001");
        Files.writeString(manifestFile(), changed);

        WorkFailed failed = catchThrowableOfType(WorkFailed.class, () -> VerifiedBackup.find(backup));
        List<ManifestReading.Damaged> told =
                BackupDirectory.of(execution.environment()).removeLeftovers().damaged();

        assertThat(failed.failure().code()).isEqualTo(FailureCode.BACKUP_MISSING);
        assertThat(failed.failure().message())
                .contains(backup.id().text(), "manifest.json is damaged", "SHA-256", "expected");
        assertThat(told).singleElement().satisfies(one -> assertThat(one.file()).isEqualTo(manifestFile()));
        assertThat(dump).exists();
    }

    private void requireFound(byte[] damaged, String how) throws Exception {
        Files.write(dump, damaged);
        for (Verification verification : List.of(Verification.CHECKSUM, Verification.LIST)) {
            WorkFailed failed = catchThrowableOfType(WorkFailed.class, () -> verify(verification));
            assertThat(failed).as("%s, %s", how, verification).isNotNull();
            assertThat(failed.failure().code()).as(how).isEqualTo(FailureCode.BACKUP_NOT_VERIFIED);
            assertThat(failed.failure().message()).as(how).contains(dump.toString());
            if (verification == Verification.CHECKSUM) {
                assertThat(failed.failure().message())
                        .as(how)
                        .contains(damaged.length + " bytes", whole.length + " bytes", backup.sha256());
            }
        }
    }

    private void verify(Verification verification) throws Exception {
        VerifiedBackup found = VerifiedBackup.find(backup);
        new Verifications(Backups.PROGRAMS, Backups.PROCESSES)
                .verify(Set.of(verification), found.manifest(), found.files(), execution, new ArrayList<>());
    }

    /** Both ends byte by byte, where headers and check sums are, and samples of what lies between. */
    private Set<Integer> offsets(int length) {
        Set<Integer> offsets = new TreeSet<>();
        IntStream.range(0, EDGE).forEach(offsets::add);
        IntStream.range(length - EDGE, length).forEach(offsets::add);
        random.ints(SAMPLES, 0, length).forEach(offsets::add);
        return offsets;
    }

    private Path manifestFile() {
        return dump.resolveSibling("manifest.json");
    }
}
