package dev.belay.backup.copying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.belay.backup.Backups;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.CopyWork;
import dev.belay.contracts.work.Output;
import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.postgres.PostgresConfiguration;
import dev.belay.worker.database.EnvironmentOnCopy;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system of its own that can share blocks, which takes root and mkfs.xfs to make. */
@Tag("long")
class ReflinkCopyTest {
    @TempDir
    static Path directory;

    private static Path place;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void mountsAFileSystemThatSharesBlocks() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        place = Files.createDirectories(directory.resolve("xfs"));
        Path image = directory.resolve("image");
        boolean mounted = runs("truncate", "--size=600M", image.toString())
                && runs("mkfs.xfs", "-q", "-m", "reflink=1", image.toString())
                && runs("mount", "-o", "loop", image.toString(), place.toString());
        if (!mounted) {
            String why = "copies that share blocks are not tested: no XFS can be mounted here (root and mkfs.xfs are"
                    + " needed)";
            System.err.println(why);
            abort(why);
        }
        // The server's user has to get through to it, else copies lie in the directory for temporary files.
        Files.createDirectories(place.resolve("backups"));
        server = EmbeddedPostgres.start(PostgresConfiguration.in(Files.createDirectories(place.resolve("server")))
                .withDurability(Durability.KEPT)
                .withSetting("max_wal_senders", "4"));
        server.createDatabase("shop");
        LiveServer.execute(
                login(),
                "create table orders (id bigserial primary key, note text)",
                "insert into orders (note) select md5(i::text) from generate_series(1, 20000) i");
    }

    @AfterAll
    static void unmounts() throws Exception {
        if (server != null) {
            server.close();
            assertThat(runs("umount", place.toString())).isTrue();
        }
    }

    @Test
    void sharesTheServersBlocksAndWritesNoneOfThem() throws Exception {
        try (Copies copies = new Copies(Clock.systemUTC())) {
            Done done = make(copies);
            Output.CopyMade made = (Output.CopyMade) done.output();
            Login copy = EnvironmentOnCopy.of(environment(), made.copy())
                    .requireDatabase()
                    .main();

            assertThat(evidence(done, "blocks not shared (reflink)")).isEmpty();
            assertThat(evidence(done, "way")).startsWith("files that share the server's blocks (reflink)");
            assertThat(evidence(done, "rows")).startsWith("20000 in 1 tables, as in the live database");
            assertThat(LiveServer.text(copy, "select string_agg(md5(o::text), '' order by id) from orders o"))
                    .isEqualTo(
                            LiveServer.text(login(), "select string_agg(md5(o::text), '' order by id) from orders o"));

            LiveServer.execute(copy, "update orders set note = 'of the copy'", "vacuum full orders", "checkpoint");
            assertThat(LiveServer.text(login(), "select count(*) from orders where note = 'of the copy'"))
                    .isEqualTo("0");
            LiveServer.execute(login(), "update orders set note = 'of the live one' where id < 100", "checkpoint");
            assertThat(LiveServer.text(copy, "select count(*) from orders where note = 'of the live one'"))
                    .isEqualTo("0");
            LiveServer.execute(login(), "update orders set note = md5(id::text)");
        }
        try (Stream<Path> left = Files.list(place.resolve("backups"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void rowsThatWereCommittedBeforeAreInTheCopyThoughNoCheckpointHasWrittenThem() throws Exception {
        LiveServer.execute(login(), "create table fresh as select i from generate_series(1, 5000) i");
        try (Copies copies = new Copies(Clock.systemUTC())) {
            Output.CopyMade made = (Output.CopyMade) make(copies).output();
            Login copy = EnvironmentOnCopy.of(environment(), made.copy())
                    .requireDatabase()
                    .main();

            assertThat(LiveServer.text(copy, "select count(*) from fresh")).isEqualTo("5000");
        } finally {
            LiveServer.execute(login(), "drop table fresh");
        }
    }

    private static Done make(Copies copies) throws Exception {
        return new CopyHandler(Backups.PROGRAMS, Backups.PROCESSES, copies, Clock.systemUTC())
                .handle(new CopyWork(Duration.ofHours(1)), HandlerExecution.of("rehearse-1", environment()));
    }

    private static Environment environment() {
        return Environments.environment()
                .backups(place.resolve("backups"), 1)
                .database(login())
                .localScratch()
                .build();
    }

    private static Login login() {
        return new Login(server.jdbcUrl("shop"), server.username(), new Secret(server.password()));
    }

    private static String evidence(Done done, String label) {
        return done.evidence().stream()
                .filter(evidence -> evidence.label().equals(label))
                .map(Evidence::value)
                .findFirst()
                .orElse("");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
