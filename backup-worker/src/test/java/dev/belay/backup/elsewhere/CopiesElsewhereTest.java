package dev.belay.backup.elsewhere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.backup.Backups;
import dev.belay.backup.Shop;
import dev.belay.backup.catalogue.BackupDirectory;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.BackupPlace;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopiesElsewhereTest {
    private static final Shop SHOP = Shop.open(500);
    private static final String PLACE = "elsewhere";
    private static final BackupHandler HANDLER = new BackupHandler(Backups.PROGRAMS, Backups.PROCESSES);

    @TempDir
    private Path here;

    @TempDir
    private Path there;

    private CommandLine send;
    private CommandLine digests;
    private int keep = 3;

    @BeforeEach
    void copiesByRealPrograms() {
        send = new CommandLine(List.of("cp", "-R", "${backup.dir}", there.toString()));
        digests = shell("find '" + there + "' -path \"*/$1/*\" -type f -exec sha256sum {} +", "${backup.id}");
    }

    @ParameterizedTest
    @EnumSource(BackupWork.Format.class)
    void copiesEveryFileAndComparesItsDigestThere(BackupWork.Format format) throws Exception {
        Done done = take("deployment-1", format);

        BackupTaken taken = (BackupTaken) done.output();
        assertThat(done.evidence())
                .filteredOn(item -> item.label().equals("copied to"))
                .singleElement()
                .satisfies(item -> assertThat(item.value())
                        .matches("elsewhere: \\d+ files with the digests that they have here, in .*"));
        Path copy = there.resolve(taken.id().text());
        Path original = Path.of(taken.file()).resolveSibling("");
        assertThat(original.resolve("manifest.json")).hasSameBinaryContentAs(copy.resolve("manifest.json"));
        if (format == BackupWork.Format.CUSTOM) {
            assertThat(original.resolve("dump.pgc.zst")).hasSameBinaryContentAs(copy.resolve("dump.pgc.zst"));
        } else {
            assertThat(original.resolve("dump.pgd/toc.dat")).hasSameBinaryContentAs(copy.resolve("dump.pgd/toc.dat"));
        }
    }

    @Test
    void aCopyThatIsNotWholeIsNoCopyAndItsBackupDoesNotCount() throws Exception {
        send = shell(
                "cp -R \"$1\" '" + there + "' && printf damaged >> '" + there + "'/\"$2\"/dump.pgc.zst",
                "${backup.dir}",
                "${backup.id}");
        WorkFailed damaged = failure();
        send = shell(
                "mkdir '" + there + "'/\"$2\" && cp \"$1\"/manifest.json '" + there + "'/\"$2\"",
                "${backup.dir}",
                "${backup.id}");
        WorkFailed missing = failure();

        assertThat(damaged.failure().code()).isEqualTo(FailureCode.BACKUP_NOT_VERIFIED);
        assertThat(damaged.failure().message())
                .contains("in \"elsewhere\" is not whole: dump.pgc.zst has SHA-256", "there; expected");
        assertThat(missing.failure().message()).contains("dump.pgc.zst is not among the files there");
        assertThat(Backups.files(here)).doesNotContain("manifest.json");
    }

    @Test
    void aCommandThatFailsIsNamedWithWhatItSaid() {
        send = shell("echo the line is down >&2; exit 3", "");

        WorkFailed failed = failure();

        assertThat(failed.failure().code()).isEqualTo(FailureCode.PROCESS_FAILED);
        assertThat(failed.failure().message())
                .contains("A command of \"send\" of \"copies.elsewhere\" ended with exit code 3");
        assertThat(failed.failure().excerpt()).contains("the line is down");
    }

    @Test
    void whatAFailedOneHasSentIsRemovedAfterTheNext() throws Exception {
        CommandLine good = send;
        send = shell("cp -R \"$1\" '" + there + "'; exit 1", "${backup.dir}");
        failure();
        assertThat(copies()).hasSize(1);

        send = good;
        Done next = take("deployment-2", BackupWork.Format.CUSTOM);

        assertThat(next.evidence()).extracting("label").contains("older copy removed");
        assertThat(copies()).containsExactly(((BackupTaken) next.output()).id().text());
    }

    @Test
    void aCopyGoesWithItsBackup() throws Exception {
        keep = 1;
        take("deployment-1", BackupWork.Format.CUSTOM);
        Done second = take("deployment-2", BackupWork.Format.CUSTOM);

        assertThat(second.evidence()).extracting("label").contains("older backups removed", "older copy removed");
        assertThat(copies())
                .containsExactly(((BackupTaken) second.output()).id().text());
    }

    @Test
    void aBackupWhoseCopyWasNotComparedWasNotDone() throws Exception {
        HandlerExecution execution = execution("deployment-1");
        BackupTaken taken = (BackupTaken)
                HANDLER.handle(work(BackupWork.Format.CUSTOM), execution).output();
        assertThat(HANDLER.witness(work(BackupWork.Format.CUSTOM), execution)).isInstanceOf(Witnessed.WasDone.class);

        BackupDirectory directory = BackupDirectory.of(execution.environment());
        new CopyMarks(directory).begin(new CopyMarks.Mark(taken.id(), PLACE));

        assertThat(HANDLER.witness(work(BackupWork.Format.CUSTOM), execution)).isInstanceOf(Witnessed.WasNotDone.class);
    }

    private Done take(String deployment, BackupWork.Format format) throws Exception {
        return HANDLER.handle(work(format), execution(deployment));
    }

    private WorkFailed failure() {
        return catchThrowableOfType(WorkFailed.class, () -> take("deployment-1", BackupWork.Format.CUSTOM));
    }

    private static BackupWork work(BackupWork.Format format) {
        return new BackupWork(
                Set.of(Verification.CHECKSUM), null, null, null, new BackupWork.Form(format, null), PLACE, null);
    }

    private HandlerExecution execution(String deployment) {
        CommandLine remove = new CommandLine(List.of("rm", "-rf", there + "/${backup.id}"));
        Environment environment = Environments.environment()
                .backups(here, keep)
                .copies(new BackupPlace(PLACE, List.of(send), digests, List.of(remove)))
                .database(SHOP.login())
                .build();
        return new HandlerExecution(ExecutionId.parse(deployment + "/backup-1/do/1"), environment);
    }

    private List<String> copies() throws IOException {
        try (Stream<Path> copies = Files.list(there)) {
            return copies.map(copy -> copy.getFileName().toString()).toList();
        }
    }

    private static CommandLine shell(String script, String... arguments) {
        return new CommandLine(Stream.concat(Stream.of("sh", "-c", script, "sh"), Stream.of(arguments))
                .toList());
    }
}
