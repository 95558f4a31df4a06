package dev.belay.backup.copying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.backup.Backups;
import dev.belay.backup.FakePrograms;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.CopyDropWork;
import dev.belay.contracts.work.CopyWork;
import dev.belay.contracts.work.Output;
import dev.belay.worker.database.EnvironmentOnCopy;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.catalogue.EnvironmentDirectory;
import dev.belay.worker.environment.reading.EnvironmentReader;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies are the database as it was, reached by nobody else, and gone when they are dropped. */
class CopyHandlerTest {
    /** A subscriber that did not get its slot tries again after five seconds. */
    private static final Duration LONGER_THAN_A_SUBSCRIBER_WAITS = Duration.ofSeconds(8);

    private final LiveServer live = LiveServer.shared();
    private final Copies copies = new Copies(Clock.systemUTC());

    @TempDir
    private Path directory;

    private Path backups;

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        backups = Files.createDirectory(directory.resolve("backups"));
    }

    @AfterEach
    void dropCopies() {
        copies.close();
    }

    @Test
    void copiesFilesWhereALoginMay() throws Exception {
        Environment environment = live.environment(backups);
        Done done = make(environment);
        Output.CopyMade made = (Output.CopyMade) done.output();

        assertThat(made.way()).isEqualTo(Output.CopyMade.Way.FILES);
        assertThat(evidence(done, "way")).startsWith("pg_basebackup: the login \"shop_copier\" has the right");
        assertThat(evidence(done, "files not taken where they lie"))
                .isEqualTo("no login of the environment file may call pg_backup_start");
        assertThat(evidence(done, "rows")).startsWith("20500 in 2 tables, as in the live database");
        assertThat(evidence(done, "libraries"))
                .contains("none is loaded in the copy", "is not known, for want of the role pg_read_all_settings");

        Login copy =
                EnvironmentOnCopy.of(environment, made.copy()).requireDatabase().main();
        assertThat(copy.username()).isEqualTo("shop_copier");
        assertThat(LiveServer.text(copy, "select count(*) from orders")).isEqualTo("20000");
        assertThat(LiveServer.text(copy, "select current_database()")).startsWith("belay_copy_");
        LiveServer.execute(copy, "set role shop_owner", "drop table orders");
        assertThat(live.text("shop", "select count(*) from orders")).isEqualTo("20000");

        drop(environment);
        assertThat(leftIn(backups)).isEmpty();
        assertThatThrownBy(() -> EnvironmentOnCopy.of(environment, made.copy()))
                .isInstanceOf(WorkFailed.class)
                .hasMessageContaining("is not reached at");
    }

    @Test
    void nobodyButTheWorkersUserGetsThroughToTheFilesOrTheSocket() throws Exception {
        Output.CopyMade made = (Output.CopyMade) make(live.environment(backups)).output();
        Path sockets = Path.of(made.copy().socketDirectory());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sockets)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        backups.resolve(leftIn(backups).get(0)))))
                .isEqualTo("rwx------");
        Login copy = EnvironmentOnCopy.of(live.environment(backups), made.copy())
                .requireDatabase()
                .main();
        assertThat(LiveServer.text(copy, "show listen_addresses")).isEmpty();
        assertThat(LiveServer.text(copy, "show fsync")).isEqualTo("off");
        assertThat(LiveServer.text(copy, "show archive_mode")).isEqualTo("off");
        assertThat(LiveServer.text(copy, "show max_logical_replication_workers"))
                .isEqualTo("0");
    }

    @Test
    void dumpsAndRestoresWhereNoLoginMayCopyFiles() throws Exception {
        Environment environment = live.environmentOfOwner(backups);
        Done done = make(environment);
        Output.CopyMade made = (Output.CopyMade) done.output();

        assertThat(made.way()).isEqualTo(Output.CopyMade.Way.DUMP);
        assertThat(evidence(done, "way"))
                .isEqualTo("pg_dump and pg_restore: no login of the environment file has the right REPLICATION, which"
                        + " copying files needs");
        Login copy =
                EnvironmentOnCopy.of(environment, made.copy()).requireDatabase().main();
        assertThat(copy.username()).isEqualTo("shop_owner");
        assertThat(LiveServer.text(copy, "select count(*) from orders")).isEqualTo("20000");
        assertThat(LiveServer.text(copy, "show search_path")).isEqualTo("public, pg_catalog");
        LiveServer.execute(copy, "create table added (id int)", "drop table orders");
        assertThat(live.text("shop", "select count(*) from orders")).isEqualTo("20000");

        drop(environment);
        assertThat(leftIn(backups)).isEmpty();
    }

    @Test
    void dumpsIntoTheScratchServerWhereOneIsNamed() throws Exception {
        LiveServer scratch = new LiveServer();
        Environment environment = live.environmentWithScratch(backups, scratch.superuser());
        Done done = make(environment);
        Output.CopyMade made = (Output.CopyMade) done.output();

        assertThat(evidence(done, "way")).contains("the environment file names a scratch server");
        assertThat(made.copy().socketDirectory()).isNull();
        assertThat(scratch.databases()).contains(made.copy().database());
        Login copy =
                EnvironmentOnCopy.of(environment, made.copy()).requireDatabase().main();
        assertThat(LiveServer.text(copy, "select count(*) from orders")).isEqualTo("20000");

        drop(environment);
        assertThat(scratch.databases()).doesNotContain(made.copy().database());
        assertThat(leftIn(backups)).isEmpty();
    }

    @Test
    void dumpsWhereFilesCannotBeCopiedAfterAll() throws Exception {
        PostgresPrograms programs = FakePrograms.failing(directory, "pg_basebackup", Backups.PROCESSES);
        Done done = new CopyHandler(programs, Backups.PROCESSES, copies, Clock.systemUTC())
                .handle(
                        new CopyWork(Duration.ofHours(1)),
                        HandlerExecution.of("rehearse-1", live.environment(backups)));

        assertThat(evidence(done, "way"))
                .isEqualTo("pg_dump and pg_restore: copying files failed: pg_basebackup ended with exit status 1. it"
                        + " broke");
    }

    /** Files keep the order of the host that wrote them; where this one sorts otherwise, their indexes find nothing. */
    @Test
    void copiesNoFilesWhereTheWorkersHostSortsTextsOtherwise() throws Exception {
        HandlerExecution execution = HandlerExecution.of("rehearse-1", live.environment(backups));
        SourceServer asked = SourceServer.ask(execution);
        SourceServer other = new SourceServer(
                asked.version(),
                asked.replicating(),
                asked.first(),
                asked.databaseBytes(),
                asked.serverBytes(),
                asked.tablespaces(),
                asked.preloaded(),
                asked.settings(),
                "xx_YY 99.9");

        assertThatThrownBy(() -> FileCopy.make(other, Backups.PROGRAMS, Backups.PROCESSES, execution))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().code())
                            .as("after which the database is dumped")
                            .isEqualTo(FailureCode.PROCESS_FAILED);
                    assertThat(failed.failure().message())
                            .contains("sorts texts by other versions", "there xx_YY 99.9");
                });
        assertThat(leftIn(backups)).isEmpty();
    }

    @Test
    void knowsByWhichVersionsTheIndexesOfADatabaseAreSorted() throws Exception {
        live.execute("shop", "create table sorted (name text collate \"und-x-icu\")", "create index on sorted (name)");
        try {
            SourceServer asked = SourceServer.ask(HandlerExecution.of("rehearse-1", live.environment(backups)));
            assertThat(asked.collations())
                    .contains(
                            "und-x-icu "
                                    + live.text(
                                            "shop",
                                            "select pg_collation_actual_version(oid) from pg_collation where collname = 'und-x-icu'"));
        } finally {
            live.execute("shop", "drop table sorted");
        }
    }

    /** Such a setting of a database or role comes after what the copy's server is started with. */
    @Test
    void sessionsOfTheCopyLoadNothingByThemselves() throws Exception {
        live.execute("shop", "alter database shop set session_preload_libraries = 'test_decoding'");
        try {
            Environment environment = live.environment(backups);
            Done done = make(environment);
            Login superuser = superuserOn(done, environment);
            assertThat(LiveServer.text(superuser, "show session_preload_libraries"))
                    .isEmpty();
            assertThat(evidence(done, "libraries of sessions"))
                    .contains("alter database belay_copy_", "reset session_preload_libraries");
            assertThat(evidence(done, "size")).contains("every database, and every password's hash");
        } finally {
            live.execute("shop", "alter database shop reset session_preload_libraries");
        }
    }

    @Test
    void whatLeadsElsewhereOrActsByItselfIsNotInTheCopy() throws Exception {
        live.execute(
                "shop",
                "create foreign data wrapper elsewhere",
                "create server archive foreign data wrapper elsewhere",
                "create user mapping for shop_owner server archive options (password 'not-for-copies')",
                "create user mapping for public server archive",
                "grant pg_read_all_settings to shop_copier");
        try {
            Environment environment = live.environment(backups);
            Done done = make(environment);
            Login superuser = superuserOn(done, environment);

            assertThat(LiveServer.text(superuser, "select count(*) from pg_user_mappings"))
                    .isEqualTo("0");
            assertThat(evidence(done, "logins to foreign servers"))
                    .contains("shop_owner for archive", "public for archive");
            assertThat(LiveServer.text(superuser, "show shared_preload_libraries"))
                    .isEqualTo("pg_stat_statements");
            assertThat(evidence(done, "libraries")).startsWith("pg_prewarm: not loaded in the copy");
            assertThat(live.text("shop", "select count(*) from pg_user_mappings"))
                    .isEqualTo("2");
        } finally {
            live.execute(
                    "shop",
                    "drop foreign data wrapper elsewhere cascade",
                    "revoke pg_read_all_settings from shop_copier");
        }
    }

    @Test
    void aSuccessorRemovesWhatAKilledWorkerLeftOnTheScratchServer() throws Exception {
        LiveServer scratch = new LiveServer();
        Environment environment = live.environmentWithScratch(backups, scratch.superuser());
        String left = ((Output.CopyMade) make(environment).output()).copy().database();
        assertThat(scratch.databases()).contains(left);

        try (Copies ofSuccessor = new Copies(Clock.systemUTC())) {
            new CopyDropHandler(ofSuccessor)
                    .handle(new CopyDropWork(), HandlerExecution.of("rehearse-1.drop", environment));
        }

        assertThat(scratch.databases()).doesNotContain(left);
    }

    @Test
    void tellsATableThatIsWrittenMeanwhileFromOneThatDiffers() throws Exception {
        Environment environment = live.environment(backups);
        HandlerExecution execution = HandlerExecution.of("rehearse-1", environment);
        RowComparison comparison = RowComparison.begin(execution);
        Output.CopyMade made = (Output.CopyMade) make(environment).output();
        Login copy =
                EnvironmentOnCopy.of(environment, made.copy()).requireDatabase().main();

        live.execute("shop", "insert into orders (note) values ('later')");
        try (var session = DatabaseSession.elsewhere(copy, execution)) {
            assertThat(comparison.compare(session).value())
                    .endsWith("written since the copy was begun: orders 20000 (now 20001)");
        }
        live.execute("shop", "delete from orders where note = 'later'");
        LiveServer.execute(copy, "delete from customers where id = 1");
        try (var session = DatabaseSession.elsewhere(copy, execution)) {
            assertThatThrownBy(() -> comparison.compare(session))
                    .isInstanceOf(WorkFailed.class)
                    .hasMessageContaining("Table customers has 499 rows in the copy and 500 in the live database");
        }
    }

    @Test
    void aCopyOfASubscriberTakesNothingFromItsPublisher() throws Exception {
        LiveServer publisher = new LiveServer();
        publisher.execute("shop", "create table news (id int primary key)", "create publication news for table news");
        live.execute("shop", "set role shop_owner", "create table news (id int primary key)");
        live.execute(
                "shop",
                "create subscription news connection '" + "host=127.0.0.1 port="
                        + publisher.server().port() + " dbname=shop user="
                        + publisher.server().username() + " password="
                        + publisher.server().password() + "' publication news");
        try {
            publisher.execute("shop", "insert into news values (1)");
            awaitNews("1");
            Environment environment = live.environment(backups);
            live.execute("shop", "alter subscription news disable");
            live.execute("shop", "alter subscription news enable");
            Done done = make(environment);
            Output.CopyMade made = (Output.CopyMade) done.output();
            assertThat(evidence(done, "subscriptions")).startsWith("news: not in the copy");
            Login copy = EnvironmentOnCopy.of(environment, made.copy())
                    .requireDatabase()
                    .main();

            live.execute("shop", "alter subscription news disable");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> publisher
                            .text("shop", "select count(*) from pg_replication_slots where active")
                            .equals("0"));
            publisher.execute("shop", "insert into news values (2)");
            Awaitility.await()
                    .during(LONGER_THAN_A_SUBSCRIBER_WAITS)
                    .atMost(LONGER_THAN_A_SUBSCRIBER_WAITS.multipliedBy(2))
                    .until(() -> publisher
                                    .text("shop", "select count(*) from pg_replication_slots where active")
                                    .equals("0")
                            && LiveServer.text(copy, "select count(*) from news")
                                    .equals("1"));

            live.execute("shop", "alter subscription news enable");
            awaitNews("2");
            assertThat(LiveServer.text(copy, "select count(*) from news")).isEqualTo("1");
        } finally {
            copies.close();
            live.execute("shop", "drop subscription news", "drop table news");
        }
    }

    @Test
    void makesTheDirectoryOfBackupsWhereThereIsNoneYet() throws Exception {
        Path none = directory.resolve("none-yet");
        Environment environment = live.environment(none);

        assertThat(((Output.CopyMade) make(environment).output()).way()).isEqualTo(Output.CopyMade.Way.FILES);
        drop(environment);
        assertThat(leftIn(none)).isEmpty();
    }

    @Test
    void removesACopyThatIsKeptTooLong() throws Exception {
        Environment environment = live.environment(backups);
        new CopyHandler(Backups.PROGRAMS, Backups.PROCESSES, copies, Clock.systemUTC())
                .handle(new CopyWork(Duration.ZERO), HandlerExecution.of("rehearse-1", environment));
        assertThat(leftIn(backups)).hasSize(1);

        copies.sweep(EnvironmentDirectory.open(
                Files.createDirectory(directory.resolve("environments")), "default", new EnvironmentReader()));

        assertThat(leftIn(backups)).isEmpty();
    }

    private Login superuserOn(Done done, Environment environment) {
        Login copy = EnvironmentOnCopy.of(environment, ((Output.CopyMade) done.output()).copy())
                .requireDatabase()
                .main();
        return new Login(copy.url(), live.server().username(), copy.password());
    }

    private void awaitNews(String rows) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> live.text("shop", "select count(*) from news").equals(rows));
    }

    private Done make(Environment environment) throws Exception {
        return new CopyHandler(Backups.PROGRAMS, Backups.PROCESSES, copies, Clock.systemUTC())
                .handle(new CopyWork(Duration.ofHours(1)), HandlerExecution.of("rehearse-1", environment));
    }

    private void drop(Environment environment) throws Exception {
        new CopyDropHandler(copies).handle(new CopyDropWork(), HandlerExecution.of("rehearse-1.drop", environment));
    }

    static String evidence(Done done, String label) {
        return done.evidence().stream()
                .filter(one -> one.label().equals(label))
                .map(Evidence::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + label + " in " + done.evidence()));
    }

    private static List<String> leftIn(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("belay-"))
                    .toList();
        }
    }
}
