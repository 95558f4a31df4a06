package dev.belay.backup.copying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.backup.Backups;
import dev.belay.backup.scratch.ScratchDirectory;
import dev.belay.contracts.work.CopyWork;
import dev.belay.contracts.work.Output;
import dev.belay.worker.database.EnvironmentOnCopy;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Done;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the server's own host, with a login that may begin a backup; whether blocks are shared is the file system's affair. */
class FilesInPlaceTest {
    private static final String DIGEST = "select md5(string_agg(o::text, '' order by id)) from orders o";

    private final LiveServer live = new LiveServer();

    @TempDir
    private Path directory;

    private Path backups;

    @BeforeEach
    void makeDirectory() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        backups = Files.createDirectory(directory.resolve("backups"));
    }

    @Test
    void copiesTheFilesOfASmallServer() throws Exception {
        live.execute("shop", "checkpoint", "update orders set note = 'not yet written by a checkpoint' where id < 100");
        try (Copies copies = new Copies(Clock.systemUTC())) {
            Done done = new CopyHandler(Backups.PROGRAMS, Backups.PROCESSES, copies, Clock.systemUTC())
                    .handle(new CopyWork(Duration.ofHours(1)), HandlerExecution.of("rehearse-1", environment()));
            Output.CopyMade made = (Output.CopyMade) done.output();
            Login copy = EnvironmentOnCopy.of(environment(), made.copy())
                    .requireDatabase()
                    .main();

            assertThat(CopyHandlerTest.evidence(done, "way"))
                    .startsWith("files ")
                    .doesNotContain("pg_basebackup");
            assertThat(LiveServer.text(copy, DIGEST)).isEqualTo(live.text("shop", DIGEST));
            LiveServer.execute(copy, "drop table orders");
            assertThat(live.text("shop", "select count(*) from orders")).isEqualTo("20000");
        }
        try (Stream<Path> left = Files.list(backups)) {
            assertThat(left).isEmpty();
        }
    }

    /** Checkpoints, which remove log and files that are gone, come more often than anywhere else. */
    @Test
    void isOfOneMomentThoughTablesAreWrittenGrowAndDisappearMeanwhile() throws Exception {
        try (WritingClient writing = WritingClient.on(live);
                Copies copies = new Copies(Clock.systemUTC())) {
            writing.awaitRounds();
            Done done = new CopyHandler(Backups.PROGRAMS, Backups.PROCESSES, copies, Clock.systemUTC())
                    .handle(new CopyWork(Duration.ofHours(1)), HandlerExecution.of("rehearse-1", environment()));
            Output.CopyMade made = (Output.CopyMade) done.output();
            Login copy = EnvironmentOnCopy.of(environment(), made.copy())
                    .requireDatabase()
                    .main();

            assertThat(CopyHandlerTest.evidence(done, "way"))
                    .as("%s", done.evidence())
                    .startsWith("files ");
            assertThat(LiveServer.text(copy, WritingClient.BROKEN)).isEqualTo("0");
        }
    }

    @Test
    void leavesALargeServerToPgBasebackupUnlessBlocksAreShared() throws Exception {
        HandlerExecution execution = HandlerExecution.of("rehearse-1", environment());
        SourceServer source = SourceServer.ask(execution);
        SourceServer large = new SourceServer(
                source.version(),
                source.replicating(),
                source.first(),
                source.databaseBytes(),
                3_000_000_000L,
                source.tablespaces(),
                source.preloaded(),
                source.settings(),
                source.collations());
        try (ScratchDirectory place = ScratchDirectory.create(environment(), ScratchDirectory.Use.COPY)) {
            FilesInPlace.Taken taken = FilesInPlace.take(large, place, Backups.PROCESSES, execution);

            if (taken instanceof FilesInPlace.Taken.Whole whole) {
                assertThat(whole.blocksNotShared()).isEmpty();
            } else {
                assertThat(((FilesInPlace.Taken.NotPossible) taken).why())
                        .startsWith("the file system cannot share blocks between ")
                        .endsWith("; and the server has 3.0 GB, whose copying should tell how far it is");
                assertThat(place.data()).doesNotExist();
            }
        }
    }

    private Environment environment() {
        return Environments.environment()
                .backups(backups, 3)
                .database(live.login("shop", live.superuser().username()))
                .localScratch()
                .build();
    }
}
