package dev.belay.backup.restoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.belay.backup.Backups;
import dev.belay.backup.FakePrograms;
import dev.belay.backup.Shop;
import dev.belay.backup.ThrowawayPostgres;
import dev.belay.backup.opening.VerifiedBackup;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.postgres.RestoreProgram;
import dev.belay.backup.swapping.ServerLogins;
import dev.belay.backup.swapping.SwapNames;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.Output.DatabaseRestored;
import dev.belay.contracts.work.Output.RestoreForecast;
import dev.belay.contracts.work.RestoreForecastWork;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestoreHandlerTest {
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.shared();

    private final SupervisedProcesses processes = new SupervisedProcesses(Duration.ofSeconds(1));
    private final PostgresPrograms programs = PostgresPrograms.ofThisHost(processes);
    private final RestoreHandler handler = new RestoreHandler(programs, processes);
    private final Shop shop = Shop.open(500);

    @TempDir
    Path backups;

    private BackupTaken backup;
    private HandlerExecution execution;

    @BeforeEach
    void takesABackup() throws Exception {
        HandlerExecution taking = HandlerExecution.of("backup-1", shop.environment(backups));
        backup = (BackupTaken) new BackupHandler(programs, processes)
                .handle(new BackupWork(Set.of(BackupWork.Verification.CHECKSUM), null), taking)
                .output();
        execution = HandlerExecution.of("restore-1", shop.environment(backups));
    }

    @Test
    void bringsBackRowsAndSchemaAndKeepsTheReplacedDatabase() throws Exception {
        String before = shop.fingerprint();
        shop.execute("drop view totals", "delete from orders", "alter table customers drop column name cascade");

        Done done = handler.handle(new RestoreWork(backup, null), execution);

        assertThat(shop.fingerprint()).isEqualTo(before);
        assertThat(shop.text("select count(*) from totals")).isEqualTo("500");
        String replaced = ((DatabaseRestored) done.output()).replacedDatabase();
        assertThat(replaced).startsWith(shop.database() + "_replaced_");
        assertThat(POSTGRES.text(replaced, "select count(*) from orders")).isEqualTo("0");
        assertThat(leftovers()).isEqualTo("0");
        assertThat(shop.text("select reltuples from pg_class where relname = 'orders'"))
                .isEqualTo("500");
        assertThat(canLogIn()).isTrue();
    }

    @Test
    void givesOutNoNumberTwice() throws Exception {
        shop.execute("insert into customers (name) select 'late ' || i from generate_series(1, 50) i");

        handler.handle(new RestoreWork(backup, null), execution);

        assertThat(shop.text("insert into customers (name) values ('next') returning id"))
                .isEqualTo("1051");
        assertThat(shop.text("select nextval('never_called')")).isEqualTo("1");
    }

    @Test
    void carriesOverWhatBelongsToTheDatabaseItself() throws Exception {
        String name = shop.database();
        String before = traits();
        shop.execute(
                "comment on database " + name + " is 'it''s the shop'",
                "alter database " + name + " with connection limit 42",
                "revoke connect on database " + name + " from public",
                "grant connect on database " + name + " to " + shop.owner() + " with grant option",
                "alter database " + name + " set search_path to \"$user\", public, \"Odd Schema\"",
                "alter database " + name + " set work_mem to '12MB'",
                "alter role " + shop.owner() + " in database " + name + " set statement_timeout to '77s'");
        String changed = traits();

        handler.handle(new RestoreWork(backup, null), execution);

        assertThat(traits()).isEqualTo(changed).isNotEqualTo(before);
        assertThat(shop.text("show search_path")).isEqualTo("\"$user\", public, \"Odd Schema\"");
    }

    /** No library that could give a label is at hand: what the server holds is told, since it cannot be given again. */
    @Test
    void saysWhichSecurityLabelCouldNotBeCarriedOver() throws Exception {
        POSTGRES.execute(
                "postgres",
                "set allow_system_table_mods = on",
                "insert into pg_shseclabel select oid, 'pg_database'::regclass, 'house', 'secret' from pg_database"
                        + " where datname = '" + shop.database() + "'");

        Done done = handler.handle(new RestoreWork(backup, null), execution);

        assertThat(evidence(done, "not carried over"))
                .contains(
                        "security label for \"house\"",
                        "is 'secret'",
                        "security label provider \"house\" is not loaded");
    }

    @Test
    void comparesWhatIsPublished() throws Exception {
        shop.execute(
                "create publication everything for table orders, customers", "create publication old for table parts");
        backup = Backups.take(shop, backups, BackupWork.Verification.CHECKSUM);

        assertThat(evidence(handler.handle(new RestoreWork(backup, null), execution), "publications"))
                .isEqualTo("everything, old: as in the replaced database");

        shop.execute(
                "alter publication everything drop table customers",
                "drop publication old",
                "create publication late for table numbered");
        HandlerExecution again = HandlerExecution.of("restore-2", shop.environment(backups));
        assertThat(evidence(handler.handle(new RestoreWork(backup, null), again), "publications"))
                .contains(
                        "\"everything\" publishes something else in the restored database",
                        "\"late\" is not in the restored database",
                        "\"old\" is in the restored database only");
    }

    /** An administrator who is no superuser is bound by such policies too, and must not take hidden rows for lost ones. */
    @Test
    void restoresTablesOfWhichPoliciesHideRowsEvenFromTheirOwner() throws Exception {
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " createdb");
        shop.execute(
                "set role " + shop.owner(),
                "alter table customers force row level security",
                "drop policy everybody on customers",
                "create policy one on customers using (id = 1)");
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " bypassrls");
        backup = Backups.take(shop, backups, BackupWork.Verification.CHECKSUM);
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " nobypassrls");
        shop.execute("delete from customers where not exists (select from orders where customer = customers.id)");
        awaitNoClients();

        handler.handle(
                new RestoreWork(backup, null), HandlerExecution.of("restore-1", shop.environmentOfOwner(backups)));

        assertThat(shop.text("select count(*) from customers")).isEqualTo("1000");
        assertThat(shop.text("select relforcerowsecurity from pg_class where relname = 'customers'"))
                .isEqualTo("t");
    }

    @Test
    void isHeldBackByNoLimitThatTheAdministratorWasGiven() throws Exception {
        POSTGRES.execute(
                "postgres",
                "alter role " + shop.owner() + " set statement_timeout to '77s'",
                "alter role " + shop.owner() + " set idle_session_timeout to '77s'");

        try (DatabaseSession session = DatabaseSession.elsewhere(shop.login(), execution)) {
            assertThat(session.text("show statement_timeout")).isEqualTo("0");
            assertThat(session.text("show idle_session_timeout")).isEqualTo("0");
        }
    }

    @Test
    void endsTheClientsOfTheLiveDatabase() throws Exception {
        try (Connection client = POSTGRES.connect(shop.database())) {
            handler.handle(new RestoreWork(backup, null), execution);

            assertThat(client.isValid(1)).isFalse();
        }
    }

    @Test
    void refusesAFileWhoseDigestDiffersAndTouchesNothing() throws Exception {
        Path dump = Path.of(backup.file());
        byte[] bytes = Files.readAllBytes(dump);
        bytes[bytes.length / 2] ^= 1;
        Files.write(dump, bytes);

        assertThatThrownBy(() -> handler.handle(new RestoreWork(backup, null), execution))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.BACKUP_NOT_VERIFIED);
                    assertThat(failed.failure().message()).contains("digest", backup.sha256());
                });
        assertThat(execution.noted("swap.live")).isEmpty();
    }

    @Test
    void namesEveryReasonWhyASwapIsNotPossible() throws Exception {
        shop.execute("select pg_create_logical_replication_slot('" + shop.database() + "_slot', 'test_decoding')");
        shop.execute("begin; insert into customers (name) values ('p'); prepare transaction '" + shop.database()
                + "_prepared'");
        try {
            assertThatThrownBy(() -> handler.handle(new RestoreWork(backup, null), execution))
                    .asInstanceOf(type(WorkFailed.class))
                    .satisfies(failed -> {
                        assertThat(failed.failure().code()).isEqualTo(FailureCode.RESTORE_NOT_POSSIBLE);
                        assertThat(failed.failure().message())
                                .contains(shop.database() + "_slot", shop.database() + "_prepared");
                    });
        } finally {
            shop.execute("rollback prepared '" + shop.database() + "_prepared'");
            shop.execute("select pg_drop_replication_slot('" + shop.database() + "_slot')");
        }
    }

    @Test
    void putsEverythingBackWhenTheRestoreFails() throws Exception {
        RestoreHandler failing = new RestoreHandler(FakePrograms.failing(backups, "pg_restore", processes), processes);

        assertThatThrownBy(() -> failing.handle(new RestoreWork(backup, null), execution))
                .isInstanceOf(WorkFailed.class);

        assertThat(canLogIn()).isTrue();
        assertThat(leftovers()).isEqualTo("0");
        assertThat(shop.text("select count(*) from orders")).isEqualTo("500");
    }

    @Test
    void needsNoSuperuserWhereTheOwnerMayCreateDatabases() throws Exception {
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " createdb");
        String before = shop.fingerprint();
        shop.execute("delete from orders");
        awaitNoClients();

        handler.handle(
                new RestoreWork(backup, null), HandlerExecution.of("restore-1", shop.environmentOfOwner(backups)));

        assertThat(shop.fingerprint()).isEqualTo(before);
        assertThat(leftovers()).isEqualTo("0");
    }

    @Test
    void givesRightsAgainToRolesOfWhichTheOwnerIsNoMember() throws Exception {
        POSTGRES.execute(
                "postgres", "alter role " + shop.owner() + " createdb", "create role " + shop.database() + "_reader");
        shop.execute("set role " + shop.owner(), "grant select on orders to " + shop.database() + "_reader");
        backup = Backups.take(shop, backups, BackupWork.Verification.CHECKSUM);
        shop.execute("revoke select on orders from " + shop.database() + "_reader");
        awaitNoClients();

        handler.handle(
                new RestoreWork(backup, null), HandlerExecution.of("restore-1", shop.environmentOfOwner(backups)));

        assertThat(shop.text("select has_table_privilege('" + shop.database() + "_reader', 'orders', 'select')"))
                .isEqualTo("t");
    }

    @Test
    void namesOwnersAndGrantorsWhoseObjectsOnlyOthersCanRestore() throws Exception {
        String stranger = shop.database() + "_stranger";
        POSTGRES.execute("postgres", "alter role " + shop.owner() + " createdb", "create role " + stranger);
        shop.execute(
                "create table strange (id int)",
                "alter table strange owner to " + stranger,
                "grant select on strange to " + shop.owner(),
                "grant select on orders to " + stranger + " with grant option",
                "set role " + stranger,
                "grant select on orders to pg_monitor");
        backup = Backups.take(shop, backups, BackupWork.Verification.CHECKSUM);

        assertThatThrownBy(() -> handler.handle(
                        new RestoreWork(backup, null),
                        HandlerExecution.of("restore-1", shop.environmentOfOwner(backups))))
                .asInstanceOf(type(WorkFailed.class))
                .extracting(failed -> failed.failure().message())
                .asString()
                .contains(
                        "gives objects to role \"" + stranger + "\"",
                        "only a superuser can grant again what " + stranger + " granted without owning it");
    }

    @Test
    void namesTheRightThatTheAdministratorLacks() {
        assertThatThrownBy(() -> handler.handle(
                        new RestoreWork(backup, null),
                        HandlerExecution.of("restore-1", shop.environmentOfOwner(backups))))
                .asInstanceOf(type(WorkFailed.class))
                .extracting(failed -> failed.failure().message())
                .asString()
                .contains("may not create databases (CREATEDB)");
    }

    @Test
    void putsEverythingBackWhenItIsCancelled() throws Exception {
        Path halfWay = backups.resolve("half-way");
        PostgresPrograms slow = FakePrograms.with(
                backups,
                "pg_restore",
                FakePrograms.versionOr("pg_restore", "touch " + halfWay + "; exec sleep 300"),
                processes);
        CompletableFuture<Done> running = CompletableFuture.supplyAsync(() -> {
            try {
                return new RestoreHandler(slow, processes).handle(new RestoreWork(backup, null), execution);
            } catch (Exception ended) {
                throw new IllegalStateException(ended);
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(halfWay));
        assertThat(canLogIn()).isFalse();
        execution.cancel();

        await().atMost(Duration.ofSeconds(20)).until(running::isDone);
        assertThat(running).isCompletedExceptionally();
        assertThat(canLogIn()).isTrue();
        assertThat(leftovers()).isEqualTo("0");
        assertThat(Backups.files(backups))
                .containsExactlyInAnyOrder("dump.pgc.zst", "manifest.json", "in-use.lock", "pg_restore", "half-way");
    }

    @Test
    void doesNothingWhereItsTurnOnTheDatabaseIsOver() {
        hold("deployment-2/1");

        assertThatThrownBy(() -> handler.handle(
                        new RestoreWork(backup, null), execution.withFence(FenceToken.parse("deployment-1/1"))))
                .asInstanceOf(type(WorkFailed.class))
                .extracting(failed -> failed.failure().code())
                .isEqualTo(FailureCode.FENCE_LOST);

        assertThat(leftovers()).isEqualTo("0");
    }

    @Test
    void swapsNothingWhereItsTurnEndsMeanwhile() throws Exception {
        shop.execute("delete from orders");
        Path halfWay = backups.resolve("half-way");
        Path goOn = backups.resolve("go-on");
        PostgresPrograms held = FakePrograms.with(
                backups,
                "pg_restore",
                FakePrograms.versionOr(
                        "pg_restore",
                        "touch " + halfWay + "; while [ ! -e " + goOn + " ]; do sleep 0.05; done; exec $REAL \"$@\""),
                processes);
        hold("deployment-1/1");
        execution.withFence(FenceToken.parse("deployment-1/1"));
        CompletableFuture<Done> running = CompletableFuture.supplyAsync(() -> {
            try {
                return new RestoreHandler(held, processes).handle(new RestoreWork(backup, null), execution);
            } catch (Exception ended) {
                throw new IllegalStateException(ended);
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(halfWay));
        hold("deployment-1/2");
        Files.createFile(goOn);

        await().atMost(Duration.ofSeconds(20)).until(running::isDone);
        assertThatThrownBy(running::join).rootCause().hasMessageContaining("The turn deployment-1/1");
        assertThat(shop.text("select count(*) from orders")).isEqualTo("0");
        assertThat(canLogIn()).isTrue();
        assertThat(leftovers()).isEqualTo("0");
    }

    private void hold(String token) {
        POSTGRES.execute("postgres", "comment on database " + shop.database() + " is '[belay: held by " + token + "]'");
    }

    /** How far a restore came before its worker was killed. */
    enum Killed {
        BEFORE_ANYTHING,
        WITH_THE_ROLE_FENCED,
        WITH_THE_BACKUP_RESTORED_BESIDE,
        WITH_CLIENTS_FENCED,
        AFTER_THE_RENAME
    }

    @ParameterizedTest
    @EnumSource
    void findsOutWhatBecameOfARestoreThatWasKilled(Killed at) throws Exception {
        String before = shop.fingerprint();
        shop.execute("delete from orders where id > 100");
        String replaced = killed(at);

        Witnessed witnessed = handler.witness(new RestoreWork(backup, null), execution);

        if (at == Killed.AFTER_THE_RENAME) {
            assertThat(((Witnessed.WasDone) witnessed).done().output()).isEqualTo(new DatabaseRestored(replaced));
            assertThat(shop.fingerprint()).isEqualTo(before);
        } else {
            assertThat(witnessed).isInstanceOf(Witnessed.WasNotDone.class);
            assertThat(shop.text("select count(*) from orders")).isEqualTo("100");
        }
        assertThat(canLogIn()).isTrue();
        assertThat(leftovers()).isEqualTo("0");
        assertThat(handler.witness(new RestoreWork(backup, null), execution)).hasSameClassAs(witnessed);
    }

    @Test
    void saysThatNobodyKnowsWhenTheNamesFitNoStep() throws Exception {
        killed(Killed.AFTER_THE_RENAME);
        POSTGRES.execute("postgres", "alter database " + shop.database() + " rename to " + shop.database() + "_gone");

        assertThat(handler.witness(new RestoreWork(backup, null), execution)).isInstanceOf(Witnessed.NobodyKnows.class);
    }

    @Test
    void forecastsWhatARestoreWouldLose() throws Exception {
        shop.execute(
                "insert into orders (customer, total) select 1, 1 from generate_series(1, 7)",
                "update customers set name = name || ' the Great' where id <= 3");

        HandlerExecution forecasting = HandlerExecution.of("forecast-1", shop.environment(backups));
        RestoreForecast forecast = (RestoreForecast) new RestoreForecastHandler()
                .handle(new RestoreForecastWork(backup), forecasting)
                .output();

        assertThat(forecast.changes())
                .containsExactly(
                        new Evidence("customers", "1000 at the backup, 1000 now; 3 of them written since"),
                        new Evidence("orders", "500 at the backup, 507 now; 7 of them written since"));
    }

    /** What online operations wrote before the backup, or on another server, says nothing of today's transactions. */
    @Test
    void forecastsByItselfWhatOnlineOperationsWroteLast() throws Exception {
        shop.execute(
                "create table belay_online (step text)",
                "create table belay_online_transactions (transaction xid8 primary key,"
                        + " written_at timestamptz not null default clock_timestamp())",
                "grant select on belay_online_transactions to public",
                "with noted as (insert into belay_online_transactions values (pg_current_xact_id()))"
                        + " update customers set name = name || ' the Great' where id <= 3",
                "with noted as (insert into belay_online_transactions values (pg_current_xact_id(), '2001-01-01'))"
                        + " update customers set name = name || ' the Old' where id in (4, 5)");

        RestoreForecast forecast = (RestoreForecast) new RestoreForecastHandler()
                .handle(new RestoreForecastWork(backup), HandlerExecution.of("forecast-1", shop.environment(backups)))
                .output();

        assertThat(forecast.changes())
                .containsExactly(new Evidence(
                        "customers",
                        "1000 at the backup, 1000 now; 2 of them written since; 3 of them written last by Belay's online"
                                + " operations, whether others wrote them before that is unknown"));
    }

    @Test
    void seesAClientThatIsStillConnected() throws Exception {
        try (Connection client = POSTGRES.connect(shop.database())) {
            assertThat(client.isValid(1)).isTrue();
            RestoreForecast forecast = (RestoreForecast) new RestoreForecastHandler()
                    .handle(
                            new RestoreForecastWork(backup),
                            HandlerExecution.of("forecast-1", shop.environment(backups)))
                    .output();

            assertThat(forecast.now().untagged()).isEqualTo(1);
        }
    }

    @Test
    void countsExactlyTheSessionsOfOthersBetweenTwoMarks() throws Exception {
        HandlerExecution taking = HandlerExecution.of("backup-2", shop.environment(backups));
        BackupTaken then = (BackupTaken) new BackupHandler(programs, processes)
                .handle(new BackupWork(Set.of(), null), taking)
                .output();
        shop.text("select 1");
        shop.text("select 1");
        shop.text("select 1");
        awaitNoClients();

        RestoreForecast now = (RestoreForecast) new RestoreForecastHandler()
                .handle(new RestoreForecastWork(then), HandlerExecution.of("f", shop.environment(backups)))
                .output();

        assertThat(now.now().since()).isEqualTo(then.sessions().since());
        assertThat(now.now().established() - then.sessions().established() - taking.databaseSessions())
                .isEqualTo(3);
        assertThat(now.now().untagged()).isZero();
    }

    @Test
    void restoresWithoutADecisionWhereOnlyItsOwnSessionsWereEstablished() throws Exception {
        HandlerExecution taking = HandlerExecution.of("backup-2", shop.environment(backups));
        BackupTaken then = untouchedBackup(taking);

        Done done = handler.handle(new RestoreWork(then, taking.databaseSessions()), execution);

        assertThat(done.evidence())
                .anySatisfy(item -> assertThat(item.label()).isEqualTo("nobody else has connected since the backup"));
        assertThat(leftovers()).isEqualTo("0");
    }

    @Test
    void swapsNothingWithoutADecisionWhereSomebodyHasConnected() throws Exception {
        HandlerExecution taking = HandlerExecution.of("backup-2", shop.environment(backups));
        BackupTaken then = untouchedBackup(taking);
        shop.execute("delete from orders where id > 100");
        awaitNoClients();

        notProven(then, taking, "1 sessions of others have been established since the backup");

        assertThat(shop.text("select count(*) from orders")).isEqualTo("100");
    }

    @Test
    void noticesAWriterThatIsFencedOutOnlyWhenClientsAre() throws Exception {
        HandlerExecution taking = HandlerExecution.of("backup-2", shop.environment(backups));
        BackupTaken then = untouchedBackup(taking);

        try (Connection writer = POSTGRES.connect(shop.database())) {
            writer.createStatement().execute("delete from orders where id > 100");

            notProven(then, taking, "sessions of others have been established since the backup");
        }
        assertThat(shop.text("select count(*) from orders")).isEqualTo("100");
    }

    @Test
    void provesNothingWhereSomebodyWasConnectedAtTheBackup() throws Exception {
        HandlerExecution taking = HandlerExecution.of("backup-2", shop.environment(backups));
        BackupTaken then;
        try (Connection client = POSTGRES.connect(shop.database())) {
            assertThat(client.isValid(1)).isTrue();
            then = take(taking);
        }

        notProven(then, taking, "were open on database");
    }

    @Test
    void provesNothingOnceTheCountersWereReset() throws Exception {
        HandlerExecution taking = HandlerExecution.of("backup-2", shop.environment(backups));
        BackupTaken then = untouchedBackup(taking);
        POSTGRES.execute("postgres", "select pg_stat_reset_shared('bgwriter')");

        notProven(then, taking, "the session counters have been reset");
    }

    private BackupTaken untouchedBackup(HandlerExecution taking) throws Exception {
        awaitNoClients();
        return take(taking);
    }

    private BackupTaken take(HandlerExecution taking) throws Exception {
        return (BackupTaken) new BackupHandler(programs, processes)
                .handle(new BackupWork(Set.of(), null), taking)
                .output();
    }

    private void notProven(BackupTaken then, HandlerExecution taking, String why) {
        assertThatThrownBy(() -> handler.handle(new RestoreWork(then, taking.databaseSessions()), execution))
                .asInstanceOf(type(WorkFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.RESTORE_NOT_PROVEN);
                    assertThat(failed.failure().message()).contains(why);
                });
        assertThat(canLogIn()).isTrue();
        assertThat(leftovers()).isEqualTo("0");
    }

    /** Runs the steps up to a point and leaves everything as a killed worker would. */
    private String killed(Killed at) throws Exception {
        ServerLogins logins = ServerLogins.of(execution.environment().requireDatabase());
        try (DatabaseSession server = logins.besides(execution)) {
            SwapNames names = SwapNames.choose(logins.live(), server);
            names.note(execution);
            Restoration restoration = new Restoration(new RestoreProgram(programs, processes), logins, names, server);
            if (at.compareTo(Killed.WITH_THE_ROLE_FENCED) >= 0) {
                restoration.fenceRole(shop.owner(), execution);
                assertThat(canLogIn()).isFalse();
            }
            if (at.compareTo(Killed.WITH_THE_BACKUP_RESTORED_BESIDE) >= 0) {
                restoration.prepare(VerifiedBackup.find(backup), execution);
            }
            if (at.compareTo(Killed.WITH_CLIENTS_FENCED) >= 0) {
                restoration.fence(execution);
                assertThat(leftovers()).isNotEqualTo("0");
            }
            if (at == Killed.AFTER_THE_RENAME) {
                restoration.rename(Optional.empty(), execution);
            }
            return names.replaced();
        }
    }

    private static String evidence(Done done, String label) {
        return done.evidence().stream()
                .filter(item -> item.label().equals(label))
                .map(Evidence::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + label + " in " + done.evidence()));
    }

    private void awaitNoClients() {
        await().until(() -> POSTGRES.text(
                        "postgres", "select count(*) from pg_stat_activity where datname = '" + shop.database() + "'")
                .equals("0"));
    }

    private boolean canLogIn() {
        return POSTGRES.text("postgres", "select rolcanlogin from pg_roles where rolname = '" + shop.owner() + "'")
                .equals("t");
    }

    /** Databases that are half restored, or that refuse their clients. */
    private String leftovers() {
        return POSTGRES.text(
                "postgres",
                "select count(*) from pg_database where datname like '" + shop.database()
                        + "\\_%' and datname like '%belay%' or datname like '" + shop.database()
                        + "%' and not datallowconn");
    }

    private String traits() {
        return POSTGRES.text(
                "postgres",
                "select format('%s %s %s %s %s %s', datconnlimit, shobj_description(oid, 'pg_database'),"
                        + " (select array_agg(a::text order by a::text) from unnest(datacl) a), pg_get_userbyid(datdba),"
                        + " datcollate, (select array_agg(setrole || setconfig::text order by setrole) from"
                        + " pg_db_role_setting where setdatabase = d.oid)) from pg_database d where datname = '"
                        + shop.database() + "'");
    }
}
